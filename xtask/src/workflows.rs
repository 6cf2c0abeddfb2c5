//! Reads every workflow with two programs of others, without a network: zizmor, which looks for what could be turned against a
//! repository, and check-jsonschema, which knows how a workflow is written. Read are those of this repository, and those that
//! `signpost init` writes for a town at each host.

use std::fs;
use std::path::{Path, PathBuf};

use crate::problem::{Outcome, Problem};
use crate::process::{find_on_path, program, run, run_quietly};
use crate::project::Project;
use crate::signpost::{Speed, build_signpost};
use crate::step::step;

/// What pip installs, each at one version: a newer one may find more, and must not break an older commit.
const TOOLS: [&str; 2] = ["zizmor==1.32.0", "check-jsonschema==0.39.0"];

/// Hosts, as `signpost init --host` names them.
const HOSTS: [&str; 3] = ["github", "netlify", "cloudflare"];

/// Reads them all, and says how many files that were.
pub fn check(project: &Project) -> Outcome<String> {
    let tools = ensure(project)?;
    let signpost = build_signpost(project, Speed::QuickToBuild)?;
    let mut roots = vec![project.root.clone()];
    for host in HOSTS {
        roots.push(town(project, &signpost, host)?);
    }
    let mut count = 0;
    for root in &roots {
        let workflows = files(&root.join(".github/workflows"), "yml")?;
        let actions = [root.join(".github/actions/signpost/action.yml")];
        count += workflows.len() + actions.len();
        for (schema, files) in [
            ("vendor.github-workflows", workflows.as_slice()),
            ("vendor.github-actions", actions.as_slice()),
        ] {
            let mut check = program(tools.join("check-jsonschema"));
            check.args(["--builtin-schema", schema, "--quiet"]).args(files);
            run(&mut check, "a workflow is not written as workflows are; see above")?;
        }
        let mut audit = program(tools.join("zizmor"));
        audit.args(["--offline", "--no-progress", "--quiet", "--persona", "pedantic", "--config"]);
        audit.arg(project.root.join("house/zizmor.yml")).arg(root.join(".github"));
        run(&mut audit, "a workflow could be turned against its repository; see above")?;
    }
    Ok(format!("{count} files, of this repository and of towns at {} hosts", HOSTS.len()))
}

/// A new town for a host, and the folder of its repository.
fn town(project: &Project, signpost: &Path, host: &str) -> Outcome<PathBuf> {
    let folder = project.target.join("lint").join(host);
    if folder.exists() {
        fs::remove_dir_all(&folder)
            .map_err(|reason| Problem::with_file("delete", &folder, &reason))?;
    }
    let parent = project.target.join("lint");
    fs::create_dir_all(&parent).map_err(|reason| Problem::with_file("make", &parent, &reason))?;
    let mut init = program(signpost);
    init.arg("init").arg(&folder).args(["--host", host, "--area", "Leeds", "--country", "GB"]);
    init.args(["--centre", "53.7997,-1.5492", "--time-zone", "Europe/London", "--locales", "en"]);
    init.args(["--email", "hello@example.org"]);
    run_quietly(&mut init, "signpost init wrote no town; see above")?;
    Ok(folder)
}

/// Installs the tools where they are not, and gives the folder of their programs.
fn ensure(project: &Project) -> Outcome<PathBuf> {
    let home = project.tools().join("workflows");
    let programs = home.join("bin");
    // The list of what was installed: another version is another list.
    let (list, wanted) = (home.join("installed"), TOOLS.join("\n"));
    if fs::read_to_string(&list).is_ok_and(|installed| installed == wanted) {
        return Ok(programs);
    }
    let Some(python) = find_on_path(&["python3"]) else {
        return Err(Problem::new(
            "workflows are read by programs in Python; install Python 3, then try again".to_owned(),
        ));
    };
    step(&format!("installing with pip: {}", TOOLS.join(", ")), || {
        let sentence = "pip could not install them; see its messages above, and check the network";
        run(program(python).args(["-m", "venv", "--clear"]).arg(&home), sentence)?;
        let mut pip = program(programs.join("python"));
        run(
            pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check"])
                .args(TOOLS),
            sentence,
        )
    })?;
    fs::write(&list, wanted).map_err(|reason| Problem::with_file("write", &list, &reason))?;
    Ok(programs)
}

/// The files of a folder with this ending, in order.
fn files(folder: &Path, ending: &str) -> Outcome<Vec<PathBuf>> {
    let entries =
        fs::read_dir(folder).map_err(|reason| Problem::with_file("read", folder, &reason))?;
    let paths = entries.flatten().map(|entry| entry.path());
    let mut files: Vec<PathBuf> =
        paths.filter(|path| path.extension().is_some_and(|found| found == ending)).collect();
    files.sort();
    Ok(files)
}
