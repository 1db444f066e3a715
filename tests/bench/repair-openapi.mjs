// Makes an OpenAPI document of postman2openapi's one that progenitor reads: repair-openapi.mjs < DOCUMENT > REPAIRED
// Bodies without a schema are left out, and of each operation's answers but one of success and one of failure.
import { readFileSync, writeFileSync } from "node:fs";

const document = JSON.parse(readFileSync(0, "utf8"));
const operations = Object.values(document.paths).flatMap((path) => Object.values(path)).filter((value) => value.responses);
const withSchema = (content = {}) => Object.entries(content).filter(([, media]) => media.schema).slice(0, 1);
for (const operation of operations) {
    if (withSchema(operation.requestBody?.content).length === 0) {
        delete operation.requestBody;
    }
    const kept = new Map();
    for (const [status, response] of Object.entries(operation.responses)) {
        response.content = Object.fromEntries(withSchema(response.content));
        const kind = status < "4" ? "success" : "failure";
        if (!kept.has(kind)) {
            kept.set(kind, [status, response]);
        }
    }
    operation.responses = Object.fromEntries(kept.values());
}
writeFileSync(1, JSON.stringify(document));
