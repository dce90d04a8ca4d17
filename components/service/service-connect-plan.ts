/** How a service takes part in Service Connect: whom others reach in it, and what its proxy needs. */
import type { Problem } from "../../model/problem";
import { PORT, rangeProblem } from "../../model/ranges";
import {
  PROXY_SIZE,
  SERVICE_CONNECT_NAME,
  SERVICE_CONNECT_SOURCE,
  SERVICE_CONNECT_TIMEOUT_SECONDS,
  SERVICE_CONNECT_TIMEOUT_SOURCE,
  SERVICE_CONNECT_TIMEOUTS,
  type AppProtocol,
} from "../../model/service-connect";
import type { PlainService } from "./service-plan";

/** What other services call. */
export interface ServiceConnectEndpointArgs {
  /** The container that serves. @default the only one with a `containerPort` */
  readonly container?: string;
  /** What it speaks: the proxy counts, retries and ends requests accordingly. @default "http" */
  readonly appProtocol?: AppProtocol;
  /** The port that callers name, 1 to 65535. @default the container's own */
  readonly port?: number;
  /** Seconds until a request without an answer fails; 0: never. @default 15, which is AWS's */
  readonly perRequestTimeoutSeconds?: number;
  /** Seconds until a silent connection is closed; 0: never. @default 300, which is AWS's */
  readonly idleTimeoutSeconds?: number;
}

/** The endpoint with its defaults filled in. */
export interface Endpoint {
  readonly container: string;
  readonly appProtocol: AppProtocol;
  /** What the tasks listen on, and so what callers' security groups have to be let in on. */
  readonly containerPort: number;
  /** What callers name. */
  readonly port: number;
  readonly perRequestTimeoutSeconds: number;
  readonly idleTimeoutSeconds: number;
}

type Serving = Pick<PlainService, "containers" | "serviceConnect">;

/** What others reach by Service Connect; undefined if nothing, or if it is not clear what. */
export function endpointOf(service: Serving): Endpoint | undefined {
  const endpoint = service.serviceConnect?.endpoint;
  if (endpoint === undefined) return undefined;
  const listening = Object.keys(service.containers).filter((name) => service.containers[name]!.containerPort);
  const container = endpoint.container ?? (listening.length === 1 ? listening[0]! : "");
  const containerPort = service.containers[container]?.containerPort;
  if (containerPort === undefined) return undefined;
  return {
    container,
    containerPort,
    appProtocol: endpoint.appProtocol ?? "http",
    port: endpoint.port ?? containerPort,
    ...SERVICE_CONNECT_TIMEOUTS,
    ...(endpoint.perRequestTimeoutSeconds !== undefined && {
      perRequestTimeoutSeconds: endpoint.perRequestTimeoutSeconds,
    }),
    ...(endpoint.idleTimeoutSeconds !== undefined && { idleTimeoutSeconds: endpoint.idleTimeoutSeconds }),
  };
}

export function checkServiceConnect(component: string, service: PlainService): Problem[] {
  const given = service.serviceConnect?.endpoint;
  if (given === undefined) return [];
  const at = (key: string) => `serviceConnect.endpoint.${key}`;
  const seconds = (key: "perRequestTimeoutSeconds" | "idleTimeoutSeconds") =>
    rangeProblem(component, at(key), given[key], SERVICE_CONNECT_TIMEOUT_SECONDS, SERVICE_CONNECT_TIMEOUT_SOURCE);
  const problems = [
    ...rangeProblem(component, at("port"), given.port, PORT, SERVICE_CONNECT_NAME.source),
    ...seconds("perRequestTimeoutSeconds"),
    ...seconds("idleTimeoutSeconds"),
  ];
  const endpoint = endpointOf(service);
  if (endpoint === undefined) {
    const listening = Object.entries(service.containers).flatMap(([name, { containerPort }]) =>
      containerPort === undefined ? [] : [`"${name}"`],
    );
    problems.push({
      component,
      argument: at("container"),
      value: given.container,
      message:
        listening.length === 0
          ? "Callers need a container that listens on a port, and none has a containerPort."
          : `It has to name a container with a containerPort: ${listening.join(" or ")}.`,
      fix: listening.length === 0 ? "Set containerPort on the container that serves." : "Name one of them.",
      source: SERVICE_CONNECT_SOURCE,
    });
    return problems;
  }
  const { perRequestTimeoutSeconds: request, idleTimeoutSeconds: idle } = endpoint;
  if (idle > 0 && (request > idle || request === 0)) {
    problems.push({
      component,
      argument: at("perRequestTimeoutSeconds"),
      value: request,
      message: `A connection that is silent for ${idle} seconds is closed, and a request that waits is silent.`,
      fix: "Raise idleTimeoutSeconds to it, or lower it.",
      source: SERVICE_CONNECT_TIMEOUT_SOURCE,
    });
  }
  return problems;
}

/** Tasks whose given size leaves less for the proxy than AWS recommends. */
export function warnOfProxy(component: string, service: PlainService): Problem[] {
  if (service.serviceConnect === undefined || service.cpuUnits === undefined) return [];
  const asked = Object.values(service.containers).reduce((sum, { cpuUnits = 0 }) => sum + cpuUnits, 0);
  const recommended = asked + PROXY_SIZE.cpuUnits;
  if (service.cpuUnits > PROXY_SIZE.cpuUnits && service.cpuUnits >= recommended) return [];
  return [
    {
      component,
      argument: "cpuUnits",
      value: service.cpuUnits,
      message: `The proxy of Service Connect wants ${PROXY_SIZE.cpuUnits} CPU units of its own, beside what the containers use.`,
      fix: "Raise it, or leave it out.",
      source: SERVICE_CONNECT_SOURCE,
    },
  ];
}
