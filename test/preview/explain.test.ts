import assert from "node:assert/strict";
import { UNKNOWN, type Resource } from "../../model/graph";
import { runCli } from "../../preview/cli";
import { answers } from "../../preview/explain";
import { explainSection } from "../../preview/explain-section";
import { renderText } from "../../preview/render-text";
import { resource } from "../analysis/network/graph-of";
import { network } from "../analysis/network/two-instances";
import { REPOSITORY } from "../support/environments";

async function preview(...args: string[]) {
  let text = "";
  const write = (part: string) => void (text += part);
  const exitCode = await runCli(args, { folder: REPOSITORY, write, writeError: write, colour: false });
  return { exitCode, text };
}

describe("npm run preview -- --explain", () => {
  it("shows the way, element by element", async () => {
    const { exitCode, text } = await preview("--explain", "web -> payments:8080");
    assert.equal(exitCode, 0);
    assert.match(text, /^web -> payments:8080\n\n {2}reachable\n/);
    assert.match(text, /✔ {2}security group web of web, out\n/);
    assert.match(text, /✔ {2}rule private-payments of load balancer private: path \/payments or\n/);
    assert.match(text, /→ {2}load balancer private to payments: tcp 8080\n$/);
    assert.doesNotMatch(text, /✘|Preview of/);
  });

  it("shows what blocks and what would have to change, which is no failure", async () => {
    const { exitCode, text } = await preview("--explain", "payments -> users:8080");
    assert.equal(exitCode, 0);
    assert.match(text, /^ {2}not reachable\n/m);
    assert.match(text, /✘ {2}security group payments of payments, out: nothing gets through\n/);
    assert.match(text, /Add a rule to security group payments\n +that lets traffic out to users\./);
  });

  it("answers several questions, and also as JSON", async () => {
    const args = ["--explain", "internet -> web", "--explain", "web -> internet:443", "--format", "json"];
    const { text } = await preview(...args);
    const { answers } = JSON.parse(text) as {
      answers: { question: string; verdict: string; paths: { legs: { through?: string }[] }[] }[];
    };
    assert.deepEqual(
      answers.map(({ question, verdict }) => [question, verdict]),
      [
        ["internet -> web", "reachable"],
        ["web -> internet:443", "reachable"],
      ],
    );
    assert.equal(answers[1]!.paths[0]!.legs[0]!.through, "NAT gateway");
  });

  it("says of what nobody on the internet can call how they could", async () => {
    const { text } = await preview("--explain", "internet -> payments");
    assert.match(text, /Give payments a public address, or put\n +it behind a load balancer that faces the internet\./);
    assert.doesNotMatch(text, /NAT gateway/);
  });

  it("says what there is if a name is wrong, and how a question is written", async () => {
    const questions = ["wbe -> usres", "web", "web:80 -> users", "web -> users:70000", "internet -> the internet"];
    const wrong = await preview(...questions.flatMap((question) => ["--explain", question]));
    assert.equal(wrong.exitCode, 2);
    assert.match(wrong.text, /There is no "wbe" and no "usres"\. There are: internet, .*service web/s);
    assert.match(wrong.text, /A question has two ends: "web -> payments:8080"\./);
    assert.match(wrong.text, /"web:80" has a port, but only the port at the other end/);
    assert.match(wrong.text, /There is no port 70000; [^]*?Fix: Write it like "web -> payments:8080"\./);
    assert.match(wrong.text, /Both ends are the internet\./);
  });
});

describe("npm run preview -- --assert-reachable, --assert-unreachable", () => {
  it("exit with 0 if it is so", async () => {
    const args = ["--assert-reachable", "web -> users:8080", "--assert-unreachable", "internet -> users"];
    assert.equal((await preview(...args)).exitCode, 0);
  });

  it("exit with 1 if one of them is not so, and say which", async () => {
    const args = ["--assert-reachable", "payments -> web", "--assert-unreachable", "internet -> users"];
    const { exitCode, text } = await preview(...args);
    assert.equal(exitCode, 1);
    assert.match(text, /payments -> web\n\n {2}not reachable, but asserted reachable\n/);
    assert.match(text, /internet -> users\n\n {2}not reachable, as asserted\n/);
  });
});

describe("an answer about a network of which not everything is known", () => {
  const ACL = resource("acl", "acl", { vpcId: "vpc", subnetIds: ["second"] });
  const answersTo = (...others: Resource[]) =>
    (["--assert-reachable", "--assert-unreachable", "--explain"] as const).map((option) => {
      const [answer] = answers(network({ others }), [{ option, question: "a -> b:22" }], "flows");
      return { ...answer!, text: renderText(explainSection([answer!]), { width: 80, colour: false }) };
    });

  it("is unknown, and satisfies no assertion", () => {
    const closed = answersTo(ACL);
    assert.deepEqual(
      closed.map(({ verdict, holds }) => [verdict, holds]),
      [
        ["not reachable", false],
        ["not reachable", true],
        ["not reachable", true],
      ],
    );
    const either = resource("association", "either", { subnetId: UNKNOWN, routeTableId: "table" });
    const unknown = answersTo(ACL, resource("routeTable", "table", { vpcId: "vpc" }), either);
    assert.deepEqual(
      unknown.map(({ verdict, holds }) => [verdict, holds]),
      [
        ["unknown", false],
        ["unknown", false],
        ["unknown", true],
      ],
    );
    assert.match(unknown[2]!.text, /Not known: subnetId of either\. As far as it is known:/);
    assert.match(unknown[2]!.text, /✘ {2}network ACL acl, into subnet second: nothing gets through/);
  });
});
