import { version } from "../../package.json";

/** The version of this build, in host and worker alike. */
export const VERSION: string = version;
