import assert from "node:assert/strict";
import { plainService } from "../../../components/service/service-args";
import { checkService } from "../../../components/service/service-plan";

type Args = Parameters<typeof plainService>[1];

const feed = { image: "example/feed:1", containerPort: 7000 };

function problemsOf(args: Partial<Args>, name = "feed") {
  return checkService(plainService(name, { containers: { feed }, ...args })).map(({ argument, message }) => [
    argument,
    message,
  ]);
}

describe("the network routes of a service", () => {
  it("may stand beside its route, as far as it has target groups", () => {
    const routes = (count: number) => Array.from({ length: count }, (_, index) => ({ port: 7000 + index }));
    assert.deepEqual(problemsOf({ networkRoutes: routes(5) }), []);
    assert.deepEqual(problemsOf({ networkRoutes: routes(4), route: { paths: ["/*"] } }), []);
    const message = "A service has at most 5 target groups, one for each route; these are 6.";
    assert.deepEqual(problemsOf({ networkRoutes: routes(6) }), [["networkRoutes", message]]);
    assert.deepEqual(problemsOf({ networkRoutes: routes(5), route: { paths: ["/*"] } }), [["networkRoutes", message]]);
  });

  it("need a container that listens, and a name for it if there are several", () => {
    const containers = { feed, admin: { image: "example/admin:1", containerPort: 8080 } };
    assert.deepEqual(problemsOf({ containers, networkRoutes: [{ port: 7000, container: "feed" }] }), []);
    assert.deepEqual(problemsOf({ containers, networkRoutes: [{ port: 7000 }] }), [
      ["networkRoutes[0].container", 'It has to name a container with a containerPort: "feed" or "admin".'],
    ]);
  });

  it("have a health check and a delay as AWS knows them", () => {
    const networkRoutes = [
      { port: 7000 },
      { port: 7001, healthCheck: { path: "health", intervalSeconds: 4 }, deregistrationDelaySeconds: 3601 },
    ];
    assert.deepEqual(
      problemsOf({ networkRoutes }).map(([argument]) => argument),
      [
        "networkRoutes[1].healthCheck.intervalSeconds",
        "networkRoutes[1].healthCheck.timeoutSeconds",
        "networkRoutes[1].healthCheck.path",
        "networkRoutes[1].deregistrationDelaySeconds",
      ],
    );
  });

  it("leave as much of the service's name as a target group's name holds", () => {
    assert.deepEqual(problemsOf({ networkRoutes: [{ port: 7000 }] }, "a".repeat(19)), []);
    assert.deepEqual(problemsOf({ networkRoutes: [{ port: 7000 }] }, "a".repeat(20)), [
      ["name", "With port 7000 it makes the name of a target group, which has 32 characters with its random end."],
    ]);
  });
});
