using MeshFederation.Model.Findings;

namespace MeshFederation.Analysis.Rules.AnyObject;

internal sealed class KeyRepeated : Rule
{
    public override string Id => "MF1009";

    public override FindingSeverity Severity => FindingSeverity.Warning;

    public override string Title => "No key comes twice in a map.";

    public override string Recommendation => "Keep one of the two; kubectl reads the last one, and strict readers refuse the file.";

    public override string Source => "sigs.k8s.io/yaml goyaml.v2/decode.go: kubectl reads without strictness";

    protected override void Examine(FederationView federation, Report report)
    {
        foreach (var manifest in federation.Manifests)
        {
            foreach (var key in manifest.Source?.RepeatedKey ?? [])
            {
                report.AtLine(manifest, key.Line, $"The key '{key.Key}' comes more than once in a map; this value counts.");
            }
        }
    }
}
