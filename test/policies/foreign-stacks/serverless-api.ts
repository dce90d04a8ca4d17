import type { ForeignStack } from "./foreign-stack";
import { arn, attachment, serviceRole } from "./foreign-stack";

export const serverlessApi: ForeignStack = {
  title: "a function behind an HTTP API with a table (shape of the examples' serverless applications)",
  resources: [
    serviceRole("task-role", "lambda.amazonaws.com"),
    attachment("basic", "task-role", "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"),
    attachment("table-access", "task-role", "arn:aws:iam::aws:policy/AmazonDynamoDBFullAccess"),
    {
      type: "aws:dynamodb/table:Table",
      name: "counter",
      inputs: { attributes: [{ name: "id", type: "S" }], hashKey: "id", billingMode: "PAY_PER_REQUEST" },
    },
    {
      type: "aws:lambda/function:Function",
      name: "handler",
      inputs: {
        runtime: "nodejs18.x",
        handler: "index.handler",
        role: arn("iam", "role/task-role"),
        environment: { variables: { TABLE_NAME: "counter" } },
      },
    },
    {
      type: "aws:lambda/permission:Permission",
      name: "from-api",
      inputs: { action: "lambda:InvokeFunction", function: "handler", principal: "apigateway.amazonaws.com" },
    },
    {
      type: "aws:apigatewayv2/api:Api",
      name: "api",
      inputs: { protocolType: "HTTP", target: arn("lambda", "function:handler") },
    },
    { type: "aws:cloudwatch/logGroup:LogGroup", name: "handler-logs", inputs: { name: "/aws/lambda/handler" } },
  ],
  expected: {
    "the permission names no API, so that of any account may call": ["Lambda.1 from-api"],
    "the runtime has ended since the example was written": ["Lambda.2 handler"],
    "examples take AWS's keys, no traces, and keep logs for ever": [
      "Lambda.7 handler",
      "X-LAM-2 handler",
      "X-DDB-1 counter",
      "CloudWatch.16 handler-logs",
      "X-LOG-1 handler-logs",
    ],
    "examples are made to be thrown away, with their data": [
      "DynamoDB.2 counter",
      "DynamoDB.6 counter",
      "P-2 counter",
      "P-2 handler-logs",
    ],
    "examples name neither owner nor account": [
      "P-1 task-role",
      "P-1 counter",
      "P-1 handler",
      "P-1 api",
      "P-1 handler-logs",
      "P-4 task-role",
      "P-4 counter",
      "P-4 handler",
      "P-4 api",
      "P-4 handler-logs",
    ],
  },
};
