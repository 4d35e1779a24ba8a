using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Visibility;
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
        var first = new Dictionary<(string Cluster, string Host, long Port), List<(MeshManifest Entry, string Protocol)>>();
        foreach (var entry in federation.Of(IstioKind.ServiceEntry))
        {
            var cluster = federation.In(entry.Cluster).Cluster;
            var scope = ExportScope.Of(entry, cluster);
            foreach (var (host, port) in entry.Spec.Texts("hosts")
                .SelectMany(_ => entry.Spec.Maps("ports"), (host, port) => (host.Text, port)))
            {
                if (port.Number("number") is not { } number) continue;
                var (key, protocol) = ((entry.Cluster, host, number), (port.Text("protocol") ?? "").ToUpperInvariant());
                if (!first.TryGetValue(key, out var same)) first.Add(key, same = []);
                var other = same.Find(
                    known => known.Protocol != protocol && known.Entry != entry && ExportScope.Of(known.Entry, cluster).Meets(scope));
                if (other.Entry is not null)
                {
                    report.At(
                        entry,
                        port,
                        "protocol",
                        FormattableString.Invariant(
                            $"{other.Entry} says {(other.Protocol.Length == 0 ? "no protocol" : other.Protocol)} for '{host}:{number}'."),
                        new Cause((entry, other.Entry), FormattableString.Invariant($"{host}:{number}")));
                }
                same.Add((entry, protocol));
            }
        }
    }
}
