using MeshFederation.Analysis.Calls;
using MeshFederation.Analysis.Rules.AcrossClusters;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.Identity;

internal sealed class ServerOfOtherDomain : BrokenWayRule
{
    public override string Id => "MF5002";

    public override string Title => "An identity that callers of another cluster's service expect is one of the pods that serve it.";

    public override string Recommendation =>
        "Write spiffe://TRUSTDOMAIN/ns/NAMESPACE/sa/ACCOUNT with the trust domain and service account of the pods that serve.";

    public override string Source => "pilot/pkg/networking/core/cluster_tls.go; pkg/spiffe/spiffe.go ExpandWithTrustDomains";

    protected override (MeshManifest Manifest, string? Field) Place(GatewayCall way)
    {
        var name = AlternativeName.Of(way).FirstOrDefault();
        return name.Manifest is null
            ? (way.Entry, "spec.subjectAltNames")
            : (name.Manifest, FormattableString.Invariant($"{new FieldPaths(name.Manifest).Of(name.List)}[{name.Index}]"));
    }
}
