using MeshFederation.Istio.Objects;
using MeshFederation.Model.Findings;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.RequestAuthentications;

internal sealed class KeyPrivate : ObjectRule
{
    public override string Id => "MF7003";

    public override FindingSeverity Severity => FindingSeverity.Warning;

    public override string Title => "The keys of a RequestAuthentication are public ones.";

    public override string Recommendation =>
        "Take the private parts out of jwks, and change the keys: whoever may read the object can sign tokens.";

    public override string Source => "pkg/config/validation/validation.go warnPrivateJwksKeys";

    protected override string Kind => IstioKind.RequestAuthentication;

    protected override void Check(MeshManifest manifest, ClusterView cluster, Report report)
    {
        foreach (var rule in manifest.Spec.Maps("jwtRules"))
        {
            if (rule.Text("jwks") is { Length: > 0 } keys && JsonKeys.HasPrivate(keys))
                report.At(manifest, rule, "jwks", "It has a private key.");
        }
    }
}
