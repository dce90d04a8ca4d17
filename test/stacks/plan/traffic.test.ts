import assert from "node:assert/strict";
import { planEnvironment } from "../../../stacks/plan";
import { thrownProblems } from "../../support/problems";
import { configuration, PROJECT, SETTINGS } from "../../support/settings";

const { web } = SETTINGS.services;
const users = { containers: { users: { image: "example/users:1", containerPort: 8080 } } };

function problemsOf(services: Readonly<Record<string, unknown>>) {
  return thrownProblems(() => planEnvironment(PROJECT, "dev", configuration({ services }))).map(
    ({ component, argument, message }) => [component, argument, message],
  );
}

describe("the traffic between an environment's services", () => {
  it("comes from services of the environment, on ports that are listened on", () => {
    planEnvironment(
      PROJECT,
      "dev",
      configuration({ services: { web, users: { ...users, allowFrom: { web: 8080 } } } }),
    );
    assert.deepEqual(problemsOf({ web, users: { ...users, allowFrom: { wbe: 8080, web: 80 } } }), [
      ['service "users"', "allowFrom.web", "None of its containers listens there; they listen on 8080."],
      ['service "users"', "allowFrom.wbe", "The environment has no such service. It has users, web."],
    ]);
  });
});
