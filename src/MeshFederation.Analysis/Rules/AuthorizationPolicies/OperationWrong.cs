using MeshFederation.Istio.Objects;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.AuthorizationPolicies;

internal sealed class OperationWrong : ObjectRule
{
    public override string Id => "MF1706";

    public override string Title => "What an operation must be, it can be: ports are numbers, and templates of paths are {*} and {**}.";

    public override string Recommendation => "Correct the value as the message says; {**} stands last.";

    public override string Source => "pkg/config/security/security.go ValidatePorts, CheckValidPathTemplate";

    protected override string Kind => IstioKind.AuthorizationPolicy;

    protected override void Check(MeshManifest manifest, ClusterView cluster, Report report)
    {
        foreach (var operation in manifest.Spec.Maps("rules").SelectMany(PolicyRules.Operations))
        {
            for (var i = 0; i < operation.Count; i++)
            {
                var (field, value) = operation.EntryAt(i);
                if (value is not UnstructuredList list) continue;
                foreach (var (index, text) in operation.Texts(field))
                {
                    if (Fault(field, text) is { } fault) report.At(manifest, list, index, fault);
                }
            }
        }
    }

    private static string? Fault(string field, string text)
    {
        if (text.Length == 0) return "The value is empty.";
        return field switch
        {
            "ports" or "notPorts" => PolicyRules.IsPort(text) ? null : $"'{text}' is no port.",
            "paths" or "notPaths" => IsTemplate(text) ? null : $"'{text}' is no template of a path.",
            _ => null,
        };
    }

    private static bool IsTemplate(string path)
    {
        var parts = path.Trim('/').Split('/');
        var rest = Array.IndexOf(parts, "{**}");
        if (rest >= 0 && parts.Skip(rest + 1).Any(part => part is "{*}" or "{**}")) return false;
        return parts.All(part => part is "{*}" or "{**}" || part.AsSpan().IndexOfAny('{', '}') < 0);
    }
}
