import { UNKNOWN, type Value } from "../../../model/graph";
import { ecs18 } from "../../../policies/controls/ecs-18";
import { CANARY, type ControlCases } from "../control-case";

const ENCRYPTION = "volumes[data].efsVolumeConfiguration.transitEncryption";
const IAM = "volumes[data].efsVolumeConfiguration.authorizationConfig.iam";
const ACCESS_POINT = "volumes[data].efsVolumeConfiguration.authorizationConfig.accessPointId";
const PLAIN = "is not ENABLED, so files travel in plain";
const NO_ROLE = "is not ENABLED, so no role is asked for";
const WHOLE = "is not set, so the task sees the whole file system";
const NOT_YET = "is not known before deployment";

const GOOD = {
  fileSystemId: "fs-1",
  transitEncryption: "ENABLED",
  authorizationConfig: { iam: "ENABLED", accessPointId: "fsap-1" },
};

const volumes = (...list: readonly Value[]) => ({
  type: "aws:ecs/taskDefinition:TaskDefinition",
  properties: { volumes: list },
});
const efs = (efsVolumeConfiguration: Value, name = "data") => volumes({ name, efsVolumeConfiguration });

export const cases: ControlCases = {
  control: ecs18,
  cases: [
    { kind: "passing", title: "encrypted, with role and access point", ...efs(GOOD), expected: "pass" },
    {
      kind: "passing",
      title: "beside a volume of the task",
      ...volumes({ name: "tmp" }, { name: "data", efsVolumeConfiguration: GOOD }),
      expected: "pass",
    },
    {
      kind: "failing",
      title: "not encrypted",
      ...efs({ ...GOOD, transitEncryption: "DISABLED" }),
      expected: [["fail", ENCRYPTION, PLAIN, "data/encryption"]],
    },
    {
      kind: "failing",
      title: "without a role",
      ...efs({ ...GOOD, authorizationConfig: { iam: "DISABLED", accessPointId: "fsap-1" } }),
      expected: [["fail", IAM, NO_ROLE, "data/iam"]],
    },
    {
      kind: "failing",
      title: "without an access point",
      ...efs({ ...GOOD, authorizationConfig: { iam: "ENABLED", accessPointId: "" } }),
      expected: [["fail", ACCESS_POINT, WHOLE, "data/access point"]],
    },
    {
      kind: "absent",
      title: "everything but the file system",
      ...efs({ fileSystemId: "fs-1" }),
      expected: [
        ["fail", ENCRYPTION, PLAIN, "data/encryption"],
        ["fail", IAM, NO_ROLE, "data/iam"],
        ["fail", ACCESS_POINT, WHOLE, "data/access point"],
      ],
    },
    {
      kind: "unknown",
      title: "all volumes",
      type: "aws:ecs/taskDefinition:TaskDefinition",
      properties: { volumes: UNKNOWN },
      expected: [["indeterminate", "volumes", NOT_YET]],
    },
    {
      kind: "unknown",
      title: "the encryption",
      ...efs({ ...GOOD, transitEncryption: UNKNOWN }),
      expected: [["indeterminate", ENCRYPTION, NOT_YET, "data/encryption"]],
    },
    {
      kind: "unknown",
      title: "the access point's id, which is somebody's",
      ...efs({ ...GOOD, authorizationConfig: { iam: "ENABLED", accessPointId: UNKNOWN } }),
      expected: [["indeterminate", ACCESS_POINT, NOT_YET, "data/access point"]],
    },
    {
      kind: "not applicable",
      title: "no volumes",
      type: "aws:ecs/taskDefinition:TaskDefinition",
      properties: {},
      expected: "not-applicable",
    },
    { kind: "not applicable", title: "a volume of the task", ...volumes({ name: "tmp" }), expected: "not-applicable" },
    {
      kind: "canary",
      title: "values and a name that are none",
      ...efs({ ...GOOD, transitEncryption: CANARY }, `${CANARY} %`),
      expected: [["fail", "volumes[0].efsVolumeConfiguration.transitEncryption", PLAIN]],
    },
  ],
};
