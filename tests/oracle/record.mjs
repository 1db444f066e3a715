#!/usr/bin/env node
// Record what Postman puts on the wire for every request of a collection. See README.md.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';

const USAGE = `usage: node record.mjs --collection C.json [options]

  --collection FILE    v1, v2.0 or v2.1 collection (or {"collection": {...}} wrapper)
  --environment FILE   environment export
  --globals FILE       globals export
  --var NAME=VALUE     set an environment variable (repeatable)
  --out FILE           JSON lines output (default: stdout)
  --engine NAME        newman (default) or runtime (newest postman-runtime)
  --fill               give a value to every unresolved {{var}}, empty :param and missing file
  --fill-empty         with --fill: also replace variables whose value is the empty string
  --challenge          answer 401 once to digest/NTLM items so the signed request is sent
  --scripts            keep pre-request and test scripts (default: removed)
  --honour-enabled     treat "enabled": false in environment/globals exports as disabled (as the app does)
  --working-dir DIR    where relative file paths are looked up (default: the collection's directory)
  --now SECONDS        pin the clock
  --seed N             pin Math.random (multipart boundary, nonces)
  --stable             leave out what differs from run to run and from machine to machine (for recordings under version control)
  --timeout MS         per request (default 10000)
  --quiet              no summary on stderr
`;

let args;

try {
    args = parseArgs({
        options: {
            collection: { type: 'string' },
            environment: { type: 'string' },
            globals: { type: 'string' },
            var: { type: 'string', multiple: true },
            out: { type: 'string' },
            engine: { type: 'string', default: 'newman' },
            fill: { type: 'boolean', default: false },
            'fill-empty': { type: 'boolean', default: false },
            challenge: { type: 'boolean', default: false },
            scripts: { type: 'boolean', default: false },
            'working-dir': { type: 'string' },
            now: { type: 'string' },
            seed: { type: 'string' },
            timeout: { type: 'string', default: '10000' },
            stable: { type: 'boolean', default: false },
            'honour-enabled': { type: 'boolean', default: false },
            quiet: { type: 'boolean', default: false },
            help: { type: 'boolean', default: false }
        }
    }).values;
}
catch (e) {
    process.stderr.write(`${e.message}\n\n${USAGE}`);
    process.exit(2);
}
if (args.help || !args.collection) {
    process.stderr.write(USAGE);
    process.exit(args.help ? 0 : 2);
}
if (!['newman', 'runtime'].includes(args.engine)) {
    process.stderr.write(`unknown engine: ${args.engine}\n`);
    process.exit(2);
}

// postman-request honours proxy environment variables; the capture must not.
for (const k of Object.keys(process.env)) { if (/^(https?|all|no)_proxy$/i.test(k)) { delete process.env[k]; } }

const determinism = await import('./lib/determinism.mjs');

if (args.now !== undefined) { determinism.pinTime(Number(args.now)); }
if (args.seed !== undefined) { determinism.pinRandom(Number(args.seed)); }

const engines = await import('./lib/engines.mjs');
const { startCaptureServer } = await import('./lib/capture-server.mjs');
const { redirectingAgents } = await import('./lib/agents.mjs');
const { boundaryOf, parseMultipart } = await import('./lib/multipart.mjs');
const { Resolver, classifyJson, classifyUrl, namesIn, scopeValues } = await import('./lib/vars.mjs');
const { challengeFor } = await import('./lib/challenge.mjs');

const sdk = engines.sdkFor(args.engine);
const load = (file) => engines.parseJson(fs.readFileSync(file, 'utf8'));

// ---------------------------------------------------------------- inputs

let collection = load(args.collection);

collection = collection?.collection && !collection.item && !collection.requests ? collection.collection : collection;
const sourceVersion = engines.isV1(collection) ? 'v1' :
    (/v2\.\d+\.\d+/.exec(collection?.info?.schema ?? '') ?? ['v2'])[0];

if (engines.isV1(collection)) { collection = await engines.convertV1(collection); }
const unwrap = (scope, name) => (scope && scope[name] && !scope.values ? scope[name] : scope);
const environment = args.environment ? unwrap(load(args.environment), 'environment') : { values: [] };
const globals = args.globals ? unwrap(load(args.globals), 'globals') : { values: [] };

for (const scope of [environment, globals]) { if (!Array.isArray(scope.values)) { scope.values = []; } }
if (args['honour-enabled']) {
    // Exports mark a variable that is switched off with `enabled: false`. The app honours that,
    // newman and the runtime only look at `disabled`.
    for (const v of [...environment.values, ...globals.values]) { if (v && v.enabled === false) { v.disabled = true; } }
}
for (const pair of args.var ?? []) {
    const eq = pair.indexOf('=');

    environment.values.push({ key: pair.slice(0, eq), value: pair.slice(eq + 1), type: 'any' });
}
const workingDir = path.resolve(args['working-dir'] ?? path.dirname(args.collection));

// ---------------------------------------------------------------- walk the items

/** What the run reports for one item of the collection. */
const records = [];

function scriptFlags (node) {
    const out = { prerequest: false, test: false };

    for (const ev of Array.isArray(node?.event) ? node.event : []) {
        const exec = ev?.script?.exec ?? ev?.script;
        const text = Array.isArray(exec) ? exec.join('\n') : String(exec ?? '');

        if (!ev?.disabled && text.trim() && text !== '[object Object]' && ev.listen in out) { out[ev.listen] = true; }
    }

    return out;
}

// Each item carries its position in a meta property, so that what the runner hands back can be
// matched with the document even when ids are missing or repeated.
(function visit (nodes, folders, ix, inherited) {
    (Array.isArray(nodes) ? nodes : []).forEach((node, i) => {
        if (node === null || typeof node !== 'object') { return; }
        const own = scriptFlags(node);
        const flags = { prerequest: own.prerequest || inherited.prerequest, test: own.test || inherited.test };

        if (!args.scripts) { delete node.event; }
        if (node.item) {
            visit(node.item, [...folders, node.name ?? null], [...ix, i], flags);

            return;
        }
        node._oracle_ix = records.length;
        const warnings = [];

        // A proxy stored in the request would be dialled for real; the capture is loopback only.
        for (const k of ['proxy', 'certificate']) {
            if (node.request && typeof node.request === 'object' && node.request[k]) {
                delete node.request[k];
                warnings.push(`oracle: request.${k} removed`);
            }
        }
        records.push({ node, folders, ix: [...ix, i], scripts: flags, captures: [], warnings, errors: [] });
    });
}(collection.item, [], [], scriptFlags(collection)));
if (!args.scripts) { delete collection.event; }

// ---------------------------------------------------------------- variables

const collectionVars = Array.isArray(collection.variable) ? collection.variable : [];
const dynamicNames = new Set(Object.keys(await loadDynamic()));

async function loadDynamic () {
    const { createRequire } = await import('node:module');
    const req = createRequire(import.meta.url);
    const base = createRequire(req.resolve(args.engine === 'runtime' ?
        'postman-runtime-latest/package.json' : 'newman/package.json'));

    return base('postman-collection/lib/superstring/dynamic-variables');
}

/** The scopes exactly as the SDK sees them (disabled flags, key indexing, legacy shapes). */
function sdkScope (values, Scope) {
    return scopeValues(new Scope({ values }).values.toJSON());
}

const emptied = {};

if (args.fill && args['fill-empty']) {
    for (const list of [environment.values, collectionVars, globals.values]) {
        for (const v of list) {
            if (v && !v.disabled && typeof v.key === 'string' && (v.value === '' || v.value === null || v.value === undefined)) {
                v.__empty = true;
            }
        }
    }
}
const dropEmpty = (list) => list.filter((v) => !(v && v.__empty));
const resolver = new Resolver([
    sdkScope(dropEmpty(environment.values), sdk.VariableScope),
    sdkScope(dropEmpty(collectionVars), sdk.VariableScope),
    sdkScope(dropEmpty(globals.values), sdk.VariableScope)
], (n) => dynamicNames.has(n));

/** JSON of one item with its effective (possibly inherited) auth, as the runtime resolves it. */
function effective (sdkItem) {
    const request = sdkItem.request.toJSON();
    const auth = sdkItem.getAuth();

    delete request.auth;
    const params = auth ? auth.parameters()?.toJSON() : [];

    return { request, auth: auth ? { type: auth.type, params } : null, url: sdkItem.request.url.toString() };
}

function looksJson (body, headers) {
    if (!body || body.mode !== 'raw' || typeof body.raw !== 'string') { return false; }
    const language = body.options?.raw?.language;

    if (language) { return language === 'json'; }
    const ct = (headers ?? []).find((h) => h && !h.disabled && String(h.key).toLowerCase() === 'content-type');

    return ct ? /json/i.test(String(ct.value)) : /^\s*[[{]/.test(body.raw);
}

// A first SDK instance only for analysis; the run builds its own.
const analysed = new Map();

new sdk.Collection(structuredClone(collection)).forEachItem((item) => {
    analysed.set(item._?.oracle_ix, item);
});

const views = records.map((r, i) => effective(analysed.get(i)));

// Positions first, over the whole collection, so that every name has one class.
for (const v of views) {
    resolver.note(classifyUrl(v.url));
    if (looksJson(v.request.body, v.request.header)) { resolver.note(classifyJson(v.request.body.raw)); }
    if (v.request.body?.mode === 'graphql' && typeof v.request.body.graphql?.variables === 'string') {
        resolver.note(classifyJson(v.request.body.graphql.variables));
    }
}

/** Path parameters of the stored url that the runtime would leave as a literal ":name". */
function pathParams (node) {
    const url = node.request?.url ?? (typeof node.request === 'string' ? node.request : undefined);
    const parsed = new sdk.Url(structuredClone(url));
    const out = [];

    for (const segment of Array.isArray(parsed.path) ? parsed.path : []) {
        const m = /^:([^.]+)/.exec(String(segment));

        if (!m) { continue; }
        const value = parsed.variables.get(m[1]);

        if (!(value && typeof value === 'string')) { out.push({ key: m[1], had: value === undefined ? null : value }); }
    }

    return out;
}

const fillFiles = { dir: null, map: {} };

function stubFile (src) {
    if (fs.existsSync(path.resolve(workingDir, src))) { return src; }
    if (!fillFiles.map[src]) {
        fillFiles.dir ??= fs.mkdtempSync(path.join(os.tmpdir(), 'pm-wire-oracle-'));
        // Windows has another idea of a base name; whose file it is shows in its path.
        const base = (src.includes('\\') ? path.win32 : path).basename(src) || 'file';
        const dir = path.join(fillFiles.dir, String(Object.keys(fillFiles.map).length));
        const content = `v_file:${base}`;

        fs.mkdirSync(dir);
        fs.writeFileSync(path.join(dir, base), content);
        fillFiles.map[src] = { path: path.join(dir, base), basename: base, content_b64: Buffer.from(content).toString('base64') };
    }

    return fillFiles.map[src].path;
}

records.forEach((r, i) => {
    const v = views[i];

    r.unresolvedPath = pathParams(r.node);
    if (args.fill) {
        // 1. path parameters: by giving them a value in the document
        r.fillPath = {};
        if (r.unresolvedPath.length) {
            if (typeof r.node.request === 'string') { r.node.request = { url: r.node.request, method: 'GET' }; }
            if (typeof r.node.request.url === 'string') { r.node.request.url = sdk.Url.parse(r.node.request.url); }
            const url = r.node.request.url;

            if (!Array.isArray(url.variable)) { url.variable = []; }
            for (const { key } of r.unresolvedPath) {
                const value = `v_${key.replace(/[^A-Za-z0-9_.-]/g, '_')}`;

                r.fillPath[key] = value;
                url.variable = url.variable.filter((x) => !(x && (x.key ?? x.id) === key));
                url.variable.push({ key, value });
            }
        }
        // 2. files
        const body = r.node.request?.body;

        if (body?.mode === 'formdata' && Array.isArray(body.formdata)) {
            for (const p of body.formdata) {
                if (p?.type !== 'file' || p.disabled) { continue; }
                if (typeof p.src === 'string' && p.src) { p.src = stubFile(p.src); }
                else if (Array.isArray(p.src)) { p.src = p.src.map((s) => (typeof s === 'string' && s ? stubFile(s) : s)); }
            }
        }
        if (body?.mode === 'file') {
            if (typeof body.file === 'string') { body.file = { src: body.file }; }
            if (typeof body.file?.src === 'string' && body.file.src) { body.file.src = stubFile(body.file.src); }
        }
    }
    // 3. variables
    const before = resolver.scan([v.url, v.request, v.auth]);

    r.unresolved = [...before.unresolved].sort();
    r.names = before.seen;
    if (args.fill) { r.names = resolver.scan([v.url, v.request, v.auth], { assign: true }).seen; }
});

if (args.fill) {
    const add = (map) => { for (const [key, value] of map) { globals.values.push({ key, value, type: 'any' }); } };

    // user variables win over dynamic ones, so a global named `$guid` pins {{$guid}}
    add(resolver.dynamic);
    add(resolver.fill);
    for (const list of [environment.values, collectionVars, globals.values]) {
        for (const v of list) {
            if (!v?.__empty) { continue; }
            delete v.__empty;
            const value = resolver.fill.get(v.key);

            if (value !== undefined) { v.value = value; emptied[v.key] = value; }
        }
    }
}

// ---------------------------------------------------------------- run

let current = null;
const server = await startCaptureServer({
    onRequest (capture) {
        if (!current) { return undefined; }
        const seen = current.captures.length;

        current.captures.push(capture);

        return args.challenge ? challengeFor(current.authType, capture, seen) : undefined;
    }
});
const { agents, intent } = redirectingAgents(server.port);

const out = args.out ? fs.openSync(args.out, 'w') : 1;
const emit = (obj) => { fs.writeSync(out, JSON.stringify(obj) + '\n'); };

emit({
    kind: 'meta',
    collection: { file: args.stable ? path.basename(args.collection) : path.resolve(args.collection), name: collection.info?.name ?? null, source_version: sourceVersion },
    engine: args.engine,
    versions: engines.versions,
    options: { fill: args.fill, fill_empty: args['fill-empty'], challenge: args.challenge, scripts: args.scripts, now: args.now ?? null, seed: args.seed ?? null },
    fill: args.fill ? {
        vars: Object.fromEntries(resolver.fill),
        dynamic: Object.fromEntries(resolver.dynamic),
        emptied,
        files: args.stable ? Object.keys(fillFiles.map) : fillFiles.map
    } : null,
    items: records.length
});

function shape (capture) {
    const ct = capture.headers.filter(([k]) => k.toLowerCase() === 'content-type').map(([, v]) => v).pop();
    const boundary = boundaryOf(ct);
    const target = intent.get(capture.clientPort) ?? null;
    const q = capture.target.indexOf('?');

    return {
        meant_for: target,
        method: capture.method,
        target: capture.target,
        path: q === -1 ? capture.target : capture.target.slice(0, q),
        query: q === -1 ? null : capture.target.slice(q + 1),
        version: capture.version,
        headers: args.stable ? capture.headers.filter(([name]) => !/^postman-token$/i.test(name)) : capture.headers,
        framing: capture.framing,
        body_len: capture.body.length,
        body_b64: capture.body.toString('base64'),
        ...(boundary ? { multipart: parseMultipart(capture.body, boundary) } : {}),
        ...(args.stable ? {} : { head_b64: capture.rawHead.toString('base64') })
    };
}

function flush (r, index) {
    const fill = {};

    if (args.fill) {
        fill.vars = Object.fromEntries([...r.names].filter((n) => resolver.fill.has(n)).map((n) => [n, resolver.fill.get(n)]));
        fill.dynamic = Object.fromEntries([...r.names].filter((n) => resolver.dynamic.has(n)).map((n) => [n, resolver.dynamic.get(n)]));
        fill.path = r.fillPath;
    }
    emit({
        kind: 'item',
        index,
        ix: r.ix,
        folders: r.folders,
        name: r.node.name ?? null,
        url: views[records.indexOf(r)].url,
        auth: r.authType ?? null,
        scripts: r.scripts,
        unresolved: { vars: r.unresolved, path: r.unresolvedPath.map((p) => p.key), on_wire: r.onWire ?? [] },
        fill: args.fill ? fill : null,
        errors: r.errors,
        warnings: r.warnings,
        captures: r.captures.map(shape)
    });
    r.flushed = true;
}

let order = 0;
let sent = 0;
const say = (e) => (e ? String(e.message ?? e) : null);
const runError = await engines.run(args.engine, {
    collection,
    environment,
    globals,
    workingDir,
    agents,
    timeout: Number(args.timeout)
}, {
    beforeItem (item) {
        current = records[item?._?.oracle_ix] ?? null;
        if (current) { current.authType = item.getAuth?.()?.type ?? null; }
    },
    beforeRequest (err, request) {
        if (current && request?.toJSON) {
            const json = request.toJSON();

            current.onWire = [...namesIn([request.url?.toString?.(), json.method, json.header, json.body])].sort();
        }
    },
    request (err) { if (current && err) { current.errors.push(say(err)); } },
    console (level, messages) {
        if (current && (level === 'warn' || level === 'error')) { current.warnings.push(messages.map(String).join(' ')); }
    },
    exception (err) { if (current && err) { current.errors.push(say(err)); } },
    item (err) {
        if (!current) { return; }
        if (err) { current.errors.push(say(err)); }
        sent += current.captures.length ? 1 : 0;
        flush(current, order++);
        current = null;
    }
});

for (const r of records) {
    if (!r.flushed) {
        r.errors.push(runError ? `run aborted: ${say(runError)}` : 'item was not run');
        flush(r, order++);
    }
}
await server.close();
if (out !== 1) { fs.closeSync(out); }
if (fillFiles.dir) { fs.rmSync(fillFiles.dir, { recursive: true, force: true }); }
if (!args.quiet) {
    const failed = records.filter((r) => r.errors.length).length;

    process.stderr.write(`${path.basename(args.collection)}: ${records.length} items, ${sent} sent, ${failed} with errors` +
        `${runError ? `; run error: ${say(runError)}` : ''}\n`);
}
process.exit(0);
