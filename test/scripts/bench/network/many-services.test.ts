import assert from "node:assert/strict";
import { analyse } from "../../../../scripts/bench/network/measured";
import { manyServices } from "../../../../scripts/bench/network/many-services";

describe("the network of the benchmark", () => {
  it("has as many services as asked for, a load balancer and a database for fifty of them, and four endpoints", () => {
    assert.equal(analyse(manyServices(60)).endpoints, 60 + 2 + 2 + 4);
  });

  it("is analysed as a whole: every call that was declared is found, and no other", () => {
    const flows = {
      fromInternet: 1,
      toInternet: 60,
      byLoadBalancer: 60,
      byTheServiceBefore: 58,
      toTheInternalLoadBalancer: 1,
      // It lets everyone in, and they may call everyone over HTTPS.
      toThePublicLoadBalancer: 60,
      toDatabases: 2 * 5,
      toEndpoints: 60 * 4,
    };
    const sum = Object.values(flows).reduce((total, each) => total + each, 0);
    assert.equal(analyse(manyServices(60)).flows, sum);
    assert.equal(analyse(manyServices(60)).entries, 1);
    assert.equal(analyse(manyServices(60)).starting, 60);
  });
});
