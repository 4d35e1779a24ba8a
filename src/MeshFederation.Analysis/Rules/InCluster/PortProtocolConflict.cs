using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Visibility;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.InCluster;

internal sealed class PortProtocolConflict : Rule
{
    public override string Id => "MF2015";

    public override string Title => "ServiceEntries with the same host and port agree on its protocol.";

    public override string Recommendation => "Use one protocol for the port; which of two holds is not defined.";

    public override string Source => "pkg/config/analysis/analyzers/serviceentry/conflictingserviceentries.go";

    protected override void Examine(FederationView federation, Report report)
    {
        var entries = federation.Of(IstioKind.ServiceEntry);
        var all = new SeldomShared<HostPort, Said>(entries.Count);
        foreach (var entry in entries)
        {
            var cluster = federation.In(entry.Cluster).Cluster;
            foreach (var (_, host) in entry.Spec.Texts("hosts"))
            {
                foreach (var port in entry.Spec.Maps("ports"))
                {
                    if (port.Number("number") is not { } number) continue;
                    var said = new Said(entry, (port.Text("protocol") ?? "").ToUpperInvariant());
                    if (all.Before(new(entry.Cluster, host, number), said) is not { } same) continue;
                    var other = Other(same, said, cluster);
                    same.Add(said);
                    if (other is null) continue;
                    report.At(
                        entry,
                        port,
                        "protocol",
                        FormattableString.Invariant(
                            $"{other.Entry} says {(other.Protocol.Length == 0 ? "no protocol" : other.Protocol)} for '{host}:{number}'."),
                        new Cause((entry, other.Entry), FormattableString.Invariant($"{host}:{number}")));
                }
            }
        }
    }

    private static Said? Other(List<Said> same, Said said, MeshCluster cluster)
    {
        var scope = ExportScope.Of(said.Entry, cluster);
        return same.Find(known => known.Protocol != said.Protocol && known.Entry != said.Entry
            && ExportScope.Of(known.Entry, cluster).Meets(scope));
    }

    private sealed record HostPort(string Cluster, string Host, long Port);

    private sealed record Said(MeshManifest Entry, string Protocol);
}
