import { findingLines, type CaseResult } from "sluice/cases";

import type { CasesRun, FileReport } from "./run-folder-cases.ts";

/** Results in the XML that build servers read: a suite for each file, a test case for each case. */
export function junitXml({ files, passed, failed }: CasesRun): string {
  const counts = `tests="${passed + failed}" failures="${failed}"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="sluice" ${counts}>`,
    ...files.flatMap(suite),
    "</testsuites>",
    "",
  ].join("\n");
}

function suite({ path, report, durationMs }: FileReport): string[] {
  const { results, failed } = report;
  const counts = `tests="${results.length}" failures="${failed}" time="${(durationMs / 1_000).toFixed(3)}"`;
  return [
    `  <testsuite name="${escape(path)}" ${counts}>`,
    ...results.flatMap((result) => testCase(path, result)),
    "  </testsuite>",
  ];
}

function testCase(path: string, { name, findings }: CaseResult): string[] {
  const head = `    <testcase classname="${escape(path)}" name="${escape(name)}"`;
  if (findings.length === 0) return [`${head}/>`];
  const text = findings.flatMap(findingLines).join("\n");
  return [
    `${head}>`,
    `      <failure message="${escape(findings[0]!.what)}">${escape(text)}</failure>`,
    "    </testcase>",
  ];
}

const escapes: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** Control characters may stand in no XML, however they are written. */
function escape(text: string): string {
  return text
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, "\ufffd")
    .replace(/[&<>"]/g, (found) => escapes[found]!);
}
