using MeshFederation.Istio.Names;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.Gateways;

internal sealed class HostWrong : ObjectRule
{
    public override string Id => "MF1403";

    public override string Title =>
        "The hosts of a Gateway are whole DNS names, whose first label may be a wildcard, with a namespace before them or not.";

    public override string Recommendation =>
        "Name whole hosts, as reviews.default.svc.cluster.local, *.local or istio-system/*; a short name matches nothing.";

    public override string Source => "pkg/config/validation/agent/validation.go ValidateNamespaceSlashWildcardHostname";

    protected override string Kind => IstioKind.Gateway;

    protected override void Check(MeshManifest manifest, ClusterView cluster, Report report)
    {
        foreach (var server in manifest.Spec.Maps("servers"))
        {
            foreach (var (index, host) in server.Texts("hosts"))
            {
                if (Fault(host) is { } fault) report.At(manifest, server.List("hosts"), index, fault);
            }
        }
    }

    private static string? Fault(string entry)
    {
        var (space, host) = ScopedHost.Read(entry);
        if (space is not (null or ScopedHost.AnySpace or ScopedHost.OwnSpace) && !IstioText.IsLabel(space))
            return $"'{space}' is no namespace.";
        return IstioText.IsAddress(host) && host.Contains('.', StringComparison.Ordinal) ? null : WholeHost.Fault(host, "Gateways");
    }
}
