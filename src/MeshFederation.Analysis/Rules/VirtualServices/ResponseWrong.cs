using MeshFederation.Istio.Declarations;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.VirtualServices;

internal sealed class ResponseWrong : ObjectRule
{
    private const int LargestBody = 1024 * 1024;

    public override string Id => "MF1318";

    public override string Title => "A direct response has a status from 200 to 599 and a body of at most 1 MB.";

    public override string Recommendation => "Correct the status, or serve large bodies from a workload.";

    public override string Source => "pkg/config/validation/validation.go validateHTTPDirectResponse";

    protected override string Kind => IstioKind.VirtualService;

    protected override void Check(MeshManifest manifest, ClusterView cluster, Report report)
    {
        foreach (var route in manifest.Spec.Maps("http"))
        {
            if (route.Map("directResponse") is not { } response) continue;
            if (response.Number("status") is { } status && !HttpStatuses.AreTaken(status))
                report.At(manifest, response, "status", FormattableString.Invariant($"{status} is no HTTP status from 200 to 599."));
            if (response.Map("body") is { } body && (body.Text("string") ?? body.Text("bytes") ?? "").Length > LargestBody)
                report.At(manifest, response, "body", "The body is larger than 1 MB.");
        }
    }
}
