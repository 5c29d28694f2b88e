// Standard input: a JSON list of {query, parameters}. Output: what Neo4j's parser says of each.
const { lintCypherQuery } = require("@neo4j-cypher/language-support");
const asked = JSON.parse(require("fs").readFileSync(0, "utf8"));
const found = asked.map(({ query, parameters }) =>
  lintCypherQuery(query, { parameters }).diagnostics.map((said) => said.message),
);
console.log(JSON.stringify(found));
