// The bundle of the page on which somebody comes back with the digits.
import { begin } from "./begin";
import { beginReceipt } from "./receipt";

begin(beginReceipt, "open-receipt");
