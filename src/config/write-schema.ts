import { writeFileSync } from "node:fs";
import { configJsonSchema } from "./validate.ts";

/** `npm run schema`: writes the JSON Schema that editors complete and check `feeds.config.json` by. */
writeFileSync(
  `${import.meta.dirname}/../../feeds.schema.json`,
  `${JSON.stringify(configJsonSchema(), null, 2)}\n`,
);
