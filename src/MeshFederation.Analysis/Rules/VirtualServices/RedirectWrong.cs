using MeshFederation.Istio.Declarations;
using MeshFederation.Istio.Names;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.VirtualServices;

internal sealed class RedirectWrong : ObjectRule
{
    private static readonly string[] Changes = ["uri", "prefixRewrite", "authority", "port", "derivePort", "scheme"];

    public override string Id => "MF1311";

    public override string Title => "A redirect changes something, by a code of 3xx.";

    public override string Recommendation => "Set uri, authority, scheme, port or redirectCode; uri and prefixRewrite exclude each other.";

    public override string Source => "pkg/config/validation/validation.go validateHTTPRedirect";

    protected override string Kind => IstioKind.VirtualService;

    protected override void Check(MeshManifest manifest, ClusterView cluster, Report report)
    {
        foreach (var route in manifest.Spec.Maps("http"))
        {
            if (route.Map("redirect") is { } redirect) Check(manifest, redirect, report);
        }
    }

    private static void Check(MeshManifest manifest, UnstructuredMap redirect, Report report)
    {
        if (!Array.Exists(Changes, redirect.Says)) report.At(manifest, redirect, "The redirect leads to where the request is.");
        if (redirect.Says("uri") && redirect.Says("prefixRewrite"))
            report.At(manifest, redirect, "prefixRewrite", "uri and prefixRewrite exclude each other.");
        if (redirect.Number("redirectCode") is { } code and not 0 and (< HttpStatuses.LeastRedirect or > HttpStatuses.MostRedirect))
            report.At(manifest, redirect, "redirectCode", FormattableString.Invariant($"{code} is no code of a redirect."));
        if (redirect.Text("scheme") is not (null or "" or "http" or "https"))
            report.At(manifest, redirect, "scheme", $"'{redirect.Text("scheme")}' is neither http nor https.");
        if (redirect.Number("port") is { } port and not 0 && !IstioText.IsPort(port))
            report.At(manifest, redirect, "port", FormattableString.Invariant($"{port} cannot be the number of a port."));
    }
}
