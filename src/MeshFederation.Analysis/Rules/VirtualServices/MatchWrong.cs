using MeshFederation.Istio.Names;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Names;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.VirtualServices;

internal sealed class MatchWrong : ObjectRule
{
    private static readonly string[] Prefixes = ["scheme", "method", "authority"];

    public override string Id => "MF1309";

    public override string Title =>
        "The conditions of a match can hold: names of headers, labels, ports and namespaces are what they can be, and texts to compare "
        + "with are not empty.";

    public override string Recommendation => "Correct the condition as the message says.";

    public override string Source => "pkg/config/validation/virtualservice.go validateHTTPRouteMatchRequest";

    protected override string Kind => IstioKind.VirtualService;

    protected override void Check(MeshManifest manifest, ClusterView cluster, Report report)
    {
        foreach (var kind in RouteLists.All)
        {
            foreach (var route in manifest.Spec.Maps(kind))
            {
                foreach (var match in route.Maps("match"))
                {
                    CheckCaller(manifest, match, report);
                    if (kind == "http") CheckRequest(manifest, match, report);
                }
            }
        }
    }

    private static void CheckRequest(MeshManifest manifest, UnstructuredMap match, Report report)
    {
        foreach (var field in MatchFields.Headers) CheckHeaders(manifest, match, field, report);
        foreach (var field in Prefixes)
        {
            if (match.Map(field) is { } text && text.Text("prefix") == "")
                report.At(manifest, text, "prefix", $"The prefix of {field} is empty.");
        }
    }

    private static void CheckCaller(MeshManifest manifest, UnstructuredMap match, Report report)
    {
        if (match.Number("port") is { } port and not 0 && !IstioText.IsPort(port))
            report.At(manifest, match, "port", FormattableString.Invariant($"{port} cannot be the number of a port."));
        if (match.Text("sourceNamespace") is { Length: > 0 } space && !IstioText.IsLabel(space))
            report.At(manifest, match, "sourceNamespace", $"'{space}' is no namespace.");
        foreach (var (key, value) in match.TextEntries("sourceLabels"))
        {
            if (!LabelSyntax.IsKey(key) || !LabelSyntax.IsValue(value))
                report.At(manifest, match.Map("sourceLabels")!, key, $"'{key}: {value}' cannot be a label.");
        }

        foreach (var (index, subnet) in match.Texts("destinationSubnets"))
        {
            if (!IstioText.IsAddressOrRange(subnet))
                report.At(manifest, match.List("destinationSubnets"), index, $"'{subnet}' is no range of IP addresses.");
        }
    }

    private static void CheckHeaders(MeshManifest manifest, UnstructuredMap match, string field, Report report)
    {
        var headers = match.Map(field) ?? UnstructuredMap.Empty;
        for (var i = 0; i < headers.Count; i++)
        {
            var (name, value) = headers.EntryAt(i);
            if (!HeaderOperations.CanBeMatched(name)) report.At(manifest, headers, name, $"'{name}' cannot be the name of a header.");
            if (value is UnstructuredMap text && text.Text("prefix") == "")
                report.At(manifest, text, "prefix", $"The prefix of the header '{name}' is empty.");
        }
    }
}
