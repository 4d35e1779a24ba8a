using MeshFederation.Istio.Names;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.Sidecars;

internal sealed class EgressHostWrong : ObjectRule
{
    public override string Id => "MF1905";

    public override string Title =>
        "The egress hosts of a Sidecar are namespace/host, with a namespace, '.' or '*', and a whole DNS name or a wildcard.";

    public override string Recommendation =>
        "Write ./* for the own namespace, istio-system/* for another, and */reviews.example.com for one host.";

    public override string Source => "pkg/config/validation/agent/validation.go ValidateNamespaceSlashWildcardHostname";

    protected override string Kind => IstioKind.Sidecar;

    protected override void Check(MeshManifest manifest, ClusterView cluster, Report report)
    {
        foreach (var listener in manifest.Spec.Maps("egress"))
        {
            foreach (var (index, host) in listener.Texts("hosts"))
            {
                if (Fault(host) is { } fault) report.At(manifest, listener.List("hosts"), index, fault);
            }
        }
    }

    /// <summary>A namespace behind '~' is left out, where Istio knows that; alone it stands for none.</summary>
    private static string? Fault(string entry)
    {
        var (space, host) = ScopedHost.Read(entry);
        if (space is null) return $"'{entry}' names no namespace.";
        if (space.Length == 0 || host.Length == 0) return $"'{entry}' lacks a namespace or a host.";
        if (space.TrimStart('~') is var name && name is not ("" or ScopedHost.AnySpace or ScopedHost.OwnSpace) && !IstioText.IsLabel(name))
            return $"'{space}' is no namespace.";
        return WholeHost.Fault(host, "Sidecars");
    }
}
