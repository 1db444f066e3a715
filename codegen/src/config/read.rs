//! `postwright.toml` into [`Config`].

use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
};

use toml::{Spanned, de::DeTable};

use crate::diagnostic::SourceError;

use super::{
    ApiConfig, Config, Error, Layout, Literals, Output, UnknownFields, module_name,
    table::{Source, Table},
};

/// Reads the text of the configuration `path`.
pub(super) fn config(path: &Path, text: String) -> Result<Config, Error> {
    let source = Source { path, text: &text };
    let document = match DeTable::parse(source.text) {
        Ok(document) => document,
        Err(error) => {
            let (span, message) = (
                error.span().unwrap_or_default(),
                error.message().replace('\n', ", "),
            );
            return Err(Error::Invalid(Box::new(SourceError {
                path: path.to_owned(),
                text,
                span,
                message,
                help: None,
            })));
        }
    };
    let folder = path.parent().unwrap_or(Path::new(""));
    let reader = Reader {
        source: &source,
        folder,
    };
    let mut root = Table::new(&source, "", document.get_ref(), 0..0);
    let output = root.table("output", "[output]")?;
    let apis = root.tables("api", "[[api]]")?;
    root.finish()?;
    let output = output.map_or_else(|| Ok(Output::include()), |table| reader.output(table))?;
    if apis.is_empty() {
        let help = "add `[[api]]` with `collection = \"PATH\"`".to_owned();
        return Err(source.error(0..0, "there is no `[[api]]`", Some(help)));
    }
    let layout = output.layout;
    Ok(Config {
        file: Some(path.to_owned()),
        output,
        apis: reader.apis(apis, layout)?,
    })
}

struct Reader<'r> {
    source: &'r Source<'r>,
    folder: &'r Path,
}

impl Reader<'_> {
    fn output(&self, mut table: Table<'_>) -> Result<Output, Error> {
        let (package_folder, module) = (table.string("crate")?, table.string("module")?);
        let (package, license) = (table.string("package")?, table.string("license")?);
        let (folder, layout) = match (package_folder, module) {
            (Some(folder), None) => (folder, Layout::Crate),
            (None, Some(folder)) => (folder, Layout::Module),
            (Some(_), Some(module)) => {
                let help =
                    "a whole package goes to `crate`, a module of your own package to `module`"
                        .to_owned();
                return Err(self.source.error(
                    module.span(),
                    "`crate` and `module` exclude each other",
                    Some(help),
                ));
            }
            (None, None) => {
                table.finish()?;
                return Err(table.error(
                    "`[output]` names no folder",
                    Some("add `crate = \"generated\"`".to_owned()),
                ));
            }
        };
        if layout == Layout::Module
            && let Some(key) = package.as_ref().or(license.as_ref())
        {
            return Err(self.source.error(
                key.span(),
                "`package` and `license` go with `crate`, not with `module`",
                None,
            ));
        }
        if let Some(package) = &package {
            module_name::check_package(package.get_ref())
                .map_err(|message| self.source.error(package.span(), message, None))?;
        }
        if let Some(license) = &license {
            super::license::check(license.get_ref())
                .map_err(|message| self.source.error(license.span(), message, None))?;
        }
        table.finish()?;
        let mut output = Output::new(&self.folder.join(folder.into_inner()), layout);
        output.license = license.map(|license| license.into_inner().to_owned());
        if let Some(package) = package {
            package.into_inner().clone_into(&mut output.package);
        }
        Ok(output)
    }

    fn apis(&self, tables: Vec<Table<'_>>, layout: Layout) -> Result<Vec<ApiConfig>, Error> {
        let mut modules = BTreeSet::new();
        let mut apis = Vec::with_capacity(tables.len());
        for mut table in tables {
            let module = table.string("module")?;
            let span = module.as_ref().map_or_else(|| table.span(), Spanned::span);
            let api = self.api(table, module, layout)?;
            if !modules.insert(api.module.clone()) {
                let message = format!("two APIs have the module `{}`", api.module);
                let help = Some("give each `[[api]]` a `module` of its own".to_owned());
                return Err(self.source.error(span, message, help));
            }
            apis.push(api);
        }
        Ok(apis)
    }

    fn api(
        &self,
        mut table: Table<'_>,
        module: Option<Spanned<&str>>,
        layout: Layout,
    ) -> Result<ApiConfig, Error> {
        let collection = table.string("collection")?;
        let hints = self.optional_input(table.string("hints")?)?;
        let environments = table.strings("environments")?;
        let globals = self.optional_input(table.string("globals")?)?;
        let literals = [("document", Literals::Document), ("send", Literals::Send)];
        let literals = table.choice("literals", &literals)?;
        let unknown = [
            ("ignore", UnknownFields::Ignore),
            ("keep", UnknownFields::Keep),
        ];
        let unknown_fields = table.choice("unknown_fields", &unknown)?;
        let formats = table.pairs("formats")?;
        let (examples, round_trip) = (table.boolean("examples")?, table.boolean("round_trip")?);
        let lenient = table.boolean("lenient")?;
        let folder_features = table.boolean("folder_features")?;
        table.finish()?;
        let Some(collection) = collection else {
            return Err(table.error(
                "`[[api]]` names no collection",
                Some("add `collection = \"PATH\"`".to_owned()),
            ));
        };
        let mut api = ApiConfig::new(&self.input(&collection)?)?;
        if let Some(module) = module {
            module_name::check(module.get_ref())
                .map_err(|message| self.source.error(module.span(), message, None))?;
            module.into_inner().clone_into(&mut api.module);
        }
        let environments = environments.iter().map(|path| self.input(path));
        Ok(ApiConfig {
            hints,
            globals,
            environments: environments.collect::<Result<_, _>>()?,
            literals: literals.unwrap_or_default(),
            unknown_fields: unknown_fields.unwrap_or_default(),
            formats: self.formats(formats)?,
            examples: examples.unwrap_or(layout == Layout::Crate),
            round_trip: round_trip.unwrap_or(false),
            lenient: lenient.unwrap_or(false),
            // A module's features are those of the package around it, which has to list them.
            folder_features: folder_features.or((layout != Layout::Crate).then_some(false)),
            ..api
        })
    }

    /// The Rust type of each format.
    fn formats(
        &self,
        pairs: Vec<(String, Spanned<&str>)>,
    ) -> Result<BTreeMap<String, String>, Error> {
        let format = |(format, rust_type): (String, Spanned<&str>)| {
            if syn::parse_str::<syn::Type>(rust_type.get_ref()).is_ok() {
                return Ok((format, rust_type.into_inner().to_owned()));
            }
            let message = format!("`{}` is not a Rust type", rust_type.get_ref());
            let help = "write a path, as `jiff::Timestamp`".to_owned();
            Err(self.source.error(rust_type.span(), message, Some(help)))
        };
        pairs.into_iter().map(format).collect()
    }

    fn optional_input(&self, path: Option<Spanned<&str>>) -> Result<Option<PathBuf>, Error> {
        path.map(|path| self.input(&path)).transpose()
    }

    /// The path of an input, which must exist.
    fn input(&self, path: &Spanned<&str>) -> Result<PathBuf, Error> {
        let full = self.folder.join(path.get_ref());
        if full.exists() {
            return Ok(full);
        }
        let help = match super::near::entry(&full) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "paths are relative to the folder of the configuration".to_owned(),
        };
        Err(self.source.error(
            path.span(),
            format!("there is no file `{}`", full.display()),
            Some(help),
        ))
    }
}
