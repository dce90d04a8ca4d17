/**
 * The defaults of a service and of what it stands in. Whoever changes a default changes its row; a default without a row is
 * one that nobody would notice losing.
 */
import type { Default } from "./default";
import { PLATFORM_DEFAULTS } from "./platform-defaults";
import { SERVICE_DEFAULTS } from "./service-defaults";

export const DEFAULTS: readonly Default[] = [...SERVICE_DEFAULTS, ...PLATFORM_DEFAULTS];
