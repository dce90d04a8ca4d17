import assert from "node:assert/strict";
import { parseContainerImage } from "../../model/container-image";

const DIGEST = `sha256:${"0123456789abcdef".repeat(4)}`;

describe("names of container images", () => {
  const images: readonly (readonly [string, unknown])[] = [
    ["nginx", { registry: "docker.io", repository: "nginx" }],
    ["library/nginx:1.29", { registry: "docker.io", repository: "library/nginx", tag: "1.29" }],
    ["localhost/a:b", { registry: "localhost", repository: "a", tag: "b" }],
    ["registry:5000/a/b", { registry: "registry:5000", repository: "a/b" }],
    [
      `public.ecr.aws/docker/library/node:22@${DIGEST}`,
      { registry: "public.ecr.aws", repository: "docker/library/node", tag: "22", digest: DIGEST },
    ],
    [
      "123456789012.dkr.ecr.eu-central-1.amazonaws.com/team/web:v1",
      {
        registry: "123456789012.dkr.ecr.eu-central-1.amazonaws.com",
        repository: "team/web",
        tag: "v1",
        privateEcr: { accountId: "123456789012", region: "eu-central-1" },
      },
    ],
    ["nginx:", undefined],
    ["Nginx", undefined],
    ["nginx:la test", undefined],
    ["nginx@sha256:1234", undefined],
    ["https://nginx", undefined],
    ["", undefined],
  ];
  for (const [text, expected] of images) {
    it(`${expected === undefined ? "are not found in" : "are taken apart in"} "${text.slice(0, 50)}"`, () => {
      assert.deepEqual(parseContainerImage(text), expected);
    });
  }
});
