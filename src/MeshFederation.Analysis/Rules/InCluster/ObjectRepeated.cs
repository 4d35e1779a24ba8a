namespace MeshFederation.Analysis.Rules.InCluster;

internal sealed class ObjectRepeated : Rule
{
    public override string Id => "MF2001";

    public override string Title => "No object comes twice in a cluster.";

    public override string Recommendation => "Keep one of the two; whichever is applied last wins.";

    public override string Source => "apimachinery: a kind, a namespace and a name are one object";

    protected override void Examine(FederationView federation, Report report)
    {
        foreach (var (manifest, first) in federation.Repeated)
        {
            var place = first.Source is { } source ? FormattableString.Invariant($" It is in {source.File}:{source.Line} already.") : "";
            report.On(manifest, $"{manifest} comes twice.{place}");
        }
    }
}
