import assert from "node:assert/strict";
import { BEHAVIOURS } from "../../simulator/behaviours/index";
import { TestAccount } from "./account";
import type { TypeLimits } from "./limits";
import { LIMITS_OF_DISCOVERY } from "./limits-of-discovery";
import { LIMITS_OF_ECR } from "./limits-of-ecr";
import { LIMITS_OF_ECS } from "./limits-of-ecs";
import { LIMITS_OF_EDGE } from "./limits-of-edge";
import { LIMITS_OF_FILE_SYSTEMS, LIMITS_OF_OTHER_MODES } from "./limits-of-file-systems";
import { LIMITS_OF_IAM } from "./limits-of-iam";
import { LIMITS_OF_INSTANCES } from "./limits-of-instances";
import { LIMITS_OF_LOAD_BALANCERS } from "./limits-of-load-balancers";
import { LIMITS_OF_NETWORKS } from "./limits-of-networks";
import { LIMITS_OF_STORAGE } from "./limits-of-storage";
import { LIMITS_OF_OBSERVABILITY } from "./limits-of-observability";
import { LIMITS_OF_SCALING } from "./limits-of-scaling";

const LIMITS = {
  ...LIMITS_OF_NETWORKS,
  ...LIMITS_OF_INSTANCES,
  ...LIMITS_OF_LOAD_BALANCERS,
  ...LIMITS_OF_ECS,
  ...LIMITS_OF_SCALING,
  ...LIMITS_OF_OBSERVABILITY,
  ...LIMITS_OF_IAM,
  ...LIMITS_OF_EDGE,
  ...LIMITS_OF_STORAGE,
  ...LIMITS_OF_FILE_SYSTEMS,
  ...LIMITS_OF_DISCOVERY,
  ...LIMITS_OF_ECR,
};

describe("simulated AWS's limits", () => {
  const account = new TestAccount();

  const described: readonly (readonly [string, TypeLimits, string?])[] = [
    ...Object.entries(LIMITS),
    ["aws:efs/fileSystem:FileSystem", LIMITS_OF_OTHER_MODES, ", in other modes,"],
  ];
  for (const [type, { valid, limits }, when = ""] of described) {
    describe(`of ${type}${when}`, () => {
      it("leave a valid resource alone", () => {
        assert.deepEqual(account.check(type, valid).failures, []);
      });

      for (const [input, source, accepted, refused] of limits) {
        it(`for ${input} are those of ${source}`, () => {
          const failures = (value: (typeof accepted)[number]) =>
            account.check(type, { ...valid, [input]: value }).failures;
          for (const value of accepted) {
            assert.deepEqual(failures(value), [], `${JSON.stringify(value)} should be accepted`);
          }
          for (const value of refused) {
            assert.notDeepEqual(failures(value), [], `${JSON.stringify(value)} should be refused`);
          }
        });
      }
    });
  }

  it("are tested for every type that has a rule, but for those that only have the form of an id", () => {
    const ruled = [...BEHAVIOURS.values()].filter(({ rules = {}, check }) => check ?? Object.keys(rules).length > 0);
    assert.deepEqual(
      ruled
        .map(({ type }) => type)
        .filter((type) => !(type in LIMITS))
        .sort(),
      [
        "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
        "aws:ec2/eip:Eip",
        "aws:ec2/internetGateway:InternetGateway",
        "aws:ec2/routeTable:RouteTable",
        "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
      ],
    );
  });
});
