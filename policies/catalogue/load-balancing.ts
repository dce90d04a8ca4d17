import type { Control } from "../control";
import { elb1 } from "../controls/elb-1";
import { elb12 } from "../controls/elb-12";
import { elb16 } from "../controls/elb-16";
import { elb17 } from "../controls/elb-17";
import { elb18 } from "../controls/elb-18";
import { elb21 } from "../controls/elb-21";
import { elb4 } from "../controls/elb-4";
import { elb5 } from "../controls/elb-5";
import { elb6 } from "../controls/elb-6";
import { xElb1 } from "../controls/x-elb-1";

/** Load balancers, listeners, target groups. */
export const loadBalancing: readonly Control[] = [elb1, elb4, elb5, elb6, elb12, elb16, elb17, elb18, elb21, xElb1];
