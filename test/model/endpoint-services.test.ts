import assert from "node:assert/strict";
import { endpointServiceName, parseEndpointServiceName } from "../../model/endpoint-services";

describe("the names of endpoint services", () => {
  it("are AWS's for the region", () => {
    assert.equal(endpointServiceName("eu-central-1", "ecr.api"), "com.amazonaws.eu-central-1.ecr.api");
    assert.equal(endpointServiceName("us-gov-west-1", "sts"), "com.amazonaws.us-gov-west-1.sts");
  });

  it("have another prefix in China, but for some", () => {
    assert.equal(endpointServiceName("cn-north-1", "ecr.dkr"), "cn.com.amazonaws.cn-north-1.ecr.dkr");
    assert.equal(endpointServiceName("cn-northwest-1", "logs"), "com.amazonaws.cn-northwest-1.logs");
    assert.equal(endpointServiceName("cn-north-1", "s3"), "com.amazonaws.cn-north-1.s3");
  });

  it("tell region and service, also in China", () => {
    assert.deepEqual(parseEndpointServiceName("com.amazonaws.eu-central-1.ecr.api"), {
      region: "eu-central-1",
      service: "ecr.api",
    });
    assert.deepEqual(parseEndpointServiceName("cn.com.amazonaws.cn-north-1.sts"), {
      region: "cn-north-1",
      service: "sts",
    });
  });

  it("tell nothing of others' services", () => {
    assert.equal(parseEndpointServiceName("com.amazonaws.vpce.eu-central-1.vpce-svc-0123456789abcdef0"), undefined);
    assert.equal(parseEndpointServiceName("example.com"), undefined);
  });
});
