using MeshFederation.Istio.Names;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.AuthorizationPolicies;

internal sealed class SourceWrong : ObjectRule
{
    private static readonly string[] Blocks = ["ipBlocks", "notIpBlocks", "remoteIpBlocks", "notRemoteIpBlocks"];
    private static readonly string[] Others = ["principals", "notPrincipals", "namespaces", "notNamespaces"];

    public override string Id => "MF1705";

    public override string Title =>
        "What a source must be, it can be: addresses are IP addresses, accounts are [namespace/]name, and accounts stand without "
        + "namespaces and principals.";

    public override string Recommendation => "Correct the value as the message says.";

    public override string Source => "pkg/config/validation/validation.go ValidateAuthorizationPolicy; pkg/config/security/security.go";

    protected override string Kind => IstioKind.AuthorizationPolicy;

    protected override void Check(MeshManifest manifest, ClusterView cluster, Report report)
    {
        foreach (var source in manifest.Spec.Maps("rules").SelectMany(PolicyRules.Sources))
        {
            var accounts = source.Says("serviceAccounts")
                ? "serviceAccounts"
                : source.Says("notServiceAccounts")
                ? "notServiceAccounts"
                : null;
            if (accounts is not null && Array.Find(Others, source.Says) is { } other)
                report.At(manifest, source, accounts, $"{accounts} and {other} exclude each other.");
            for (var i = 0; i < source.Count; i++)
            {
                var (field, value) = source.EntryAt(i);
                if (value is not UnstructuredList list) continue;
                foreach (var (index, text) in source.Texts(field))
                {
                    if (Fault(field, text) is { } fault) report.At(manifest, list, index, fault);
                }
            }
        }
    }

    private static string? Fault(string field, string text)
    {
        if (text.Length == 0) return "The value is empty.";
        if (Blocks.Contains(field, StringComparer.Ordinal))
            return IstioText.IsAddressOrRange(text) ? null : $"'{text}' is no IP address and no range of them.";
        return field switch
        {
            "serviceAccounts" or "notServiceAccounts" => IsAccount(text) ? null : $"'{text}' is no account, as reviews or default/reviews.",
            "trustDomains" or "notTrustDomains" =>
                IsPattern(text) && !text.Contains('/', StringComparison.Ordinal) ? null : $"'{text}' is no trust domain.",
            _ => null,
        };
    }

    private static bool IsAccount(string text) =>
        !text.Contains('*', StringComparison.Ordinal) && text.Split('/') is [{ Length: > 0 }] or [{ Length: > 0 }, { Length: > 0 }];

    private static bool IsPattern(string text) =>
        text.Count(c => c == '*') switch { 0 => true, 1 => text.StartsWith('*') || text.EndsWith('*'), _ => false };
}
