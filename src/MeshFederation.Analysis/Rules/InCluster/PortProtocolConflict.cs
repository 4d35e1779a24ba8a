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
        var first = new Dictionary<HostPort, List<Said>>();
        foreach (var entry in federation.Of(IstioKind.ServiceEntry))
        {
            var cluster = federation.In(entry.Cluster).Cluster;
            var scope = ExportScope.Of(entry, cluster);
            foreach (var (_, host) in entry.Spec.Texts("hosts"))
            {
                foreach (var port in entry.Spec.Maps("ports"))
                {
                    if (port.Number("number") is not { } number) continue;
                    var (key, protocol) = (new HostPort(entry.Cluster, host, number), (port.Text("protocol") ?? "").ToUpperInvariant());
                    if (!first.TryGetValue(key, out var same)) first.Add(key, same = new(1));
                    var other = same.Count == 0 ? null : Other(same, entry, protocol, cluster, scope);
                    same.Add(new(entry, protocol));
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

    private static Said? Other(List<Said> same, MeshManifest entry, string protocol, MeshCluster cluster, ExportScope scope) =>
        same.Find(known => known.Protocol != protocol && known.Entry != entry && ExportScope.Of(known.Entry, cluster).Meets(scope));

    private sealed record HostPort(string Cluster, string Host, long Port);

    private sealed record Said(MeshManifest Entry, string Protocol);
}
