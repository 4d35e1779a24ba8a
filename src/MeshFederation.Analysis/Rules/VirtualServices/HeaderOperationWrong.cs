using MeshFederation.Istio.Objects;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.VirtualServices;

internal sealed class HeaderOperationWrong : ObjectRule
{
    private static readonly string[] Fields = ["set", "add"];

    public override string Id => "MF1308";

    public override string Title =>
        "Headers that are set, added or removed have names that Envoy lets change, and values that it can format.";

    public override string Recommendation =>
        "Change the host by rewrite.authority or by setting ':authority' on the request; write '%' as '%%'.";

    public override string Source => "pkg/config/validation/validation.go ValidateHTTPHeaderOperationName, ValidateHTTPHeaderValue";

    protected override string Kind => IstioKind.VirtualService;

    protected override void Check(MeshManifest manifest, ClusterView cluster, Report report)
    {
        foreach (var headers in HeaderOperations.Of(manifest))
        {
            foreach (var field in Fields) CheckValues(manifest, headers, field, report);
            foreach (var (index, name) in headers.Map.Texts("remove"))
            {
                if (HeaderOperations.NameFault(name, mayBeAuthority: false) is { } fault)
                    report.At(manifest, headers.Map.List("remove"), index, fault);
            }
        }
    }

    private static void CheckValues(MeshManifest manifest, HeaderOperations headers, string field, Report report)
    {
        foreach (var (name, value) in headers.Map.TextEntries(field))
        {
            var fault = HeaderOperations.NameFault(name, headers.IsRequest) ?? HeaderOperations.ValueFault(value);
            if (fault is not null) report.At(manifest, headers.Map.Map(field)!, name, fault);
        }
    }
}
