// The bundle of the form.
import { begin } from "./begin";
import { beginFront } from "./front";

begin(beginFront, "complaint");
