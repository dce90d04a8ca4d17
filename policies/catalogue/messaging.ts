import type { Control } from "../control";
import { datafirehose1 } from "../controls/datafirehose-1";
import { kinesis1 } from "../controls/kinesis-1";
import { kinesis3 } from "../controls/kinesis-3";
import { sns1 } from "../controls/sns-1";
import { sns4 } from "../controls/sns-4";
import { sqs1 } from "../controls/sqs-1";
import { sqs3 } from "../controls/sqs-3";
import { xSns1 } from "../controls/x-sns-1";
import { xSqs1 } from "../controls/x-sqs-1";

/** Streams, topics, queues. */
export const messaging: readonly Control[] = [kinesis1, kinesis3, datafirehose1, sns1, sns4, xSns1, sqs1, sqs3, xSqs1];
