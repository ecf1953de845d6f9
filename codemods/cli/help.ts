export const helpText = `spanwright - manual Sentry spans, put in, checked and taken out

  spanwright init                 find the sites of this project; write spanwright.config.json
  spanwright plan    [paths...]   what would change; writes nothing
  spanwright apply   [paths...]   change it
  spanwright check   [paths...]   for CI: fails when apply would change something, or a marker waits for a person
  spanwright unwrap  [paths...]   take out what spanwright put in (--all: every span that can be taken out)
  spanwright undo                 put back what the last apply (or unwrap) changed, byte for byte
  spanwright list                 codemods, kinds and skip reasons
  spanwright doctor               why does it not work here: SDK, Sentry.init, tools, carriers, volume

  --config FILE        another config file than spanwright.config.json
  --only CODEMOD,...   only these codemods
  --diff               show the change as a unified diff
  --json [FILE]        the report as JSON, to stdout or to a file ending in .json
  --github             the findings as annotations of a GitHub workflow, on stdout (plan, check)
  --sarif FILE         the findings as SARIF 2.1.0, for code scanning (plan, check)
  --since GIT_REF      only files changed since then
  --types auto|on|off  check that no new TypeScript diagnostic appears (auto: when a tsconfig.json is there)
  --target-typescript  use the project's own TypeScript for that; this executes its code
  --estimate           how many spans one run of each entry point makes, at most, with the plan in
  --max-spans N        refuse when an entry point makes more (a loop counts for 100 rounds)
  --workers N          plan in so many threads; pays from some thousand files with sites on, without types only
  --yes, -y            do not ask
  --allow-dirty        change files that git has uncommitted changes of
  --no-color, --quiet, --help

Exit: 0 nothing left to do, 1 findings, 2 wrong usage or config, 3 a file failed.`;
