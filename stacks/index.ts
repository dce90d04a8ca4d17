/** What `pulumi up` and `pulumi preview` run. Pulumi calls the function; what it returns are the stack's outputs. */
import { environmentProgram } from "./program";

export = environmentProgram;
