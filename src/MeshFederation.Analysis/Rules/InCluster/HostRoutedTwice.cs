using MeshFederation.Istio.Visibility;
using MeshFederation.Model.Objects;
using MeshFederation.Routing.VirtualServices;

namespace MeshFederation.Analysis.Rules.InCluster;

/// <summary>The analyzer also speaks of a host beside a wildcard that covers it; of these the host wins, always.</summary>
internal sealed class HostRoutedTwice : Rule
{
    public override string Id => "MF2007";

    public override string Title => "One VirtualService routes the requests of sidecars to a host.";

    public override string Recommendation =>
        "Merge the two into one, or export each to namespaces of its own; which of two holds is not defined.";

    public override string Source => "pkg/config/analysis/analyzers/virtualservice/conflictingmeshgatewayhosts.go (IST0109)";

    protected override void Examine(FederationView federation, Report report)
    {
        foreach (var cluster in federation.Mesh.Clusters)
        {
            var services = cluster.VirtualServices.All;
            var first = new Dictionary<(string Host, string Scope), MeshManifest>(services.Count);
            foreach (var service in services.Where(VirtualServiceIndex.BindsSidecars))
            {
                var index = 0;
                var scope = ExportScope.Of(service, cluster.Facts).Namespaces;
                foreach (var host in cluster.VirtualServices.HostsOf(service))
                {
                    if (Other(first, service, host, scope) is { } other)
                    {
                        report.At(
                            service,
                            service.Spec.List("hosts"),
                            index,
                            $"{other} routes '{host}' for the same sidecars.",
                            new Cause((other, service), host));
                    }
                    index++;
                }
            }
        }
    }

    /// <summary>The first other one that routes a host for some of the namespaces; null where none does.</summary>
    private static MeshManifest? Other(
        Dictionary<(string Host, string Scope), MeshManifest> first, MeshManifest service, string host, IReadOnlyList<string> scope)
    {
        for (var i = 0; i < scope.Count; i++)
        {
            if (!first.TryAdd((host, scope[i]), service) && first[(host, scope[i])] is var known && known != service) return known;
        }

        return null;
    }
}
