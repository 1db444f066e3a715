use postwright::config::ApiConfig;
fn main() {
    let (mut n, mut ops, mut types) = (0, 0, 0);
    let mut time = std::collections::BTreeMap::new();
    for path in std::env::args().skip(1) {
        let mut api = ApiConfig::new(path.as_ref()).unwrap();
        let hints = path.replace(".postman_collection.json", ".hints.toml");
        if std::path::Path::new(&hints).exists() && hints != path { api.hints = Some(hints.into()); }
        n += 1;
        let result = std::panic::catch_unwind(|| postwright::generator::read(&api));
        match result {
            Err(_) => println!("PANIC {path}"),
            Ok(Err(error)) => println!("ERR {path}: {error}"),
            Ok(Ok(read)) => { ops += read.api.operations.len(); types += read.api.types.len();
                for (s, d) in &read.timings { *time.entry(*s).or_insert(std::time::Duration::ZERO) += *d; }
                if std::env::var("DUMP").is_ok() { println!("{:#?}\n{:#?}", read.api, read.names); for d in read.diagnostics.iter() { println!("{d:?}"); } } }
        }
    }
    println!("{n} files {ops} operations {types} types {time:?}");
}
