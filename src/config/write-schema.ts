import { writeFileSync } from "node:fs";
import { configJsonSchema } from "./config-file.ts";

// `npm run schema`: writes the JSON Schema by which editors complete and check feeds.config.json.
const file = `${import.meta.dirname}/../../feeds.schema.json`;
writeFileSync(file, `${JSON.stringify(configJsonSchema(), null, 2)}\n`);
