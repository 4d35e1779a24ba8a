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
        foreach (var route in manifest.Spec.Maps("http"))
        {
            Check(manifest, route, report);
            foreach (var destination in route.Maps("route")) Check(manifest, destination, report);
        }
    }

    private static void Check(MeshManifest manifest, UnstructuredMap owner, Report report)
    {
        if (owner.Map("headers") is not { } headers) return;
        if (headers.Map("request") is { } request) CheckOperations(manifest, request, isRequest: true, report);
        if (headers.Map("response") is { } response) CheckOperations(manifest, response, isRequest: false, report);
    }

    private static void CheckOperations(MeshManifest manifest, UnstructuredMap operations, bool isRequest, Report report)
    {
        foreach (var field in Fields) CheckValues(manifest, operations, field, isRequest, report);
        foreach (var (index, name) in operations.Texts("remove"))
        {
            if (HeaderOperations.NameFault(name, mayBeAuthority: false) is { } fault)
                report.At(manifest, operations.List("remove"), index, fault);
        }
    }

    private static void CheckValues(MeshManifest manifest, UnstructuredMap operations, string field, bool isRequest, Report report)
    {
        foreach (var (name, value) in operations.TextEntries(field))
        {
            var fault = HeaderOperations.NameFault(name, mayBeAuthority: isRequest) ?? HeaderOperations.ValueFault(value);
            if (fault is not null) report.At(manifest, operations.Map(field)!, name, fault);
        }
    }
}
