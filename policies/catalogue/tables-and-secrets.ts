import type { Control } from "../control";
import { dynamodb2 } from "../controls/dynamodb-2";
import { dynamodb6 } from "../controls/dynamodb-6";
import { secretsmanager1 } from "../controls/secretsmanager-1";
import { xDdb1 } from "../controls/x-ddb-1";
import { xSec1 } from "../controls/x-sec-1";
import { xSec2 } from "../controls/x-sec-2";

/** DynamoDB, and what keeps secrets. */
export const tablesAndSecrets: readonly Control[] = [dynamodb2, dynamodb6, xDdb1, xSec1, xSec2, secretsmanager1];
