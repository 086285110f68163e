// The bundle of the form.
import { begin } from "./begin";
import { beginForm } from "./form";

begin(beginForm, "complaint");
