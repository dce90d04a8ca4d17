// What Pulumi runs, after it has been bundled. Nothing imports it: that would start a server.
import { servePack } from "./serve";

servePack("operations");
