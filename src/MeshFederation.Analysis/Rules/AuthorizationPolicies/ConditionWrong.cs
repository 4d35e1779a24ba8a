using MeshFederation.Istio.Names;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Names;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.AuthorizationPolicies;

internal sealed class ConditionWrong : ObjectRule
{
    public override string Id => "MF1707";

    public override string Title => "A condition has a key that Istio knows, and values.";

    public override string Recommendation =>
        "Use a key of https://istio.io/latest/docs/reference/config/security/conditions with values or notValues.";

    public override string Source => "pkg/config/security/security.go ValidateAttribute";

    protected override string Kind => IstioKind.AuthorizationPolicy;

    protected override void Check(MeshManifest manifest, ClusterView cluster, Report report)
    {
        foreach (var condition in manifest.Spec.Maps("rules").SelectMany(rule => rule.Maps("when")))
        {
            var key = condition.Text("key") ?? "";
            if (KeyFault(key) is { } fault) report.At(manifest, condition, "key", fault);
            else if (!condition.Says("values") && !condition.Says("notValues"))
                report.At(manifest, condition, "values", $"It says no value for {key}.");
            foreach (var field in (string[])["values", "notValues"])
            {
                foreach (var (index, value) in condition.Texts(field))
                {
                    if (ValueFault(key, value) is { } cause) report.At(manifest, condition.List(field), index, cause);
                }
            }
        }
    }

    private static string? KeyFault(string key)
    {
        if (key.Length == 0) return "The condition has no key.";
        if (ConditionKey.Plain.Contains(key, StringComparer.Ordinal)) return null;
        if (!ConditionKey.Keyed.Any(prefix => key.StartsWith(prefix, StringComparison.Ordinal)))
        {
            return Nearest.To(key, ConditionKey.Plain) is { } meant
                ? $"Istio knows no '{key}'. Perhaps {meant} is meant."
                : $"Istio knows no '{key}'.";
        }

        var open = key.IndexOf('[', StringComparison.Ordinal);
        return key.EndsWith(']') && open > 0 && open < key.Length - 2 ? null : $"'{key}' lacks what is asked for, in brackets.";
    }

    private static string? ValueFault(string key, string value)
    {
        if (value.Length == 0) return "The value is empty.";
        if (ConditionKey.OfAddresses.Contains(key, StringComparer.Ordinal))
            return IstioText.IsAddressOrRange(value) ? null : $"'{value}' is no IP address and no range of them.";
        return key == ConditionKey.Port && !PolicyRules.IsPort(value) ? $"'{value}' is no port." : null;
    }
}
