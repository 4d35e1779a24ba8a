using MeshFederation.Istio.Objects;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.RequestAuthentications;

internal sealed class JwtRuleWrong : ObjectRule
{
    public override string Id => "MF7002";

    public override string Title => "A rule for tokens names who issues them or where their keys are, and what it reads can be there.";

    public override string Recommendation =>
        "Give issuer, or jwksUri as https://HOST/PATH; name headers and claims, and times of at least 1ms.";

    public override string Source => "pkg/config/validation/validation.go validateJwtRule";

    protected override string Kind => IstioKind.RequestAuthentication;

    protected override void Check(MeshManifest manifest, ClusterView cluster, Report report)
    {
        foreach (var rule in manifest.Spec.Maps("jwtRules"))
        {
            if (!rule.Says("issuer") && !rule.Says("jwksUri") && !rule.Says("jwks_uri"))
                report.At(manifest, rule, "issuer", "It names neither an issuer nor jwksUri.");
            foreach (var field in (string[])["jwksUri", "jwks_uri"])
            {
                if (rule.Text(field) is { Length: > 0 } uri && !IsUri(uri))
                    report.At(manifest, rule, field, $"'{uri}' is no URI of http or https.");
            }

            if (rule.Text("jwks") is { Length: > 0 } keys && !JsonKeys.CanBeRead(keys))
                report.At(manifest, rule, "jwks", "The keys are no JSON Web Key Set.");
            DurationCheck.Require(manifest, rule, "timeout", report);
            CheckPlaces(manifest, rule, report);
        }
    }

    private static void CheckPlaces(MeshManifest manifest, UnstructuredMap rule, Report report)
    {
        foreach (var field in (string[])["audiences", "fromParams", "fromCookies"])
        {
            foreach (var (index, text) in rule.Texts(field))
            {
                if (text.Length == 0) report.At(manifest, rule.List(field), index, "It is empty.");
            }
        }

        foreach (var header in rule.Maps("fromHeaders"))
        {
            if (!header.Says("name")) report.At(manifest, header, "name", "The header has no name.");
        }

        foreach (var output in rule.Maps("outputClaimToHeaders"))
        {
            if (!output.Says("claim")) report.At(manifest, output, "claim", "The claim has no name.");
            if (!IsHeader(output.Text("header") ?? ""))
                report.At(manifest, output, "header", $"'{output.Text("header")}' cannot be the name of a header.");
        }
    }

    /// <summary>Letters, digits, '-' and '_' only (istio pkg/config/validation/validation.go ValidateStrictHTTPHeaderName).</summary>
    private static bool IsHeader(string name) =>
        name.Length > 0 && name.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_');

    private static bool IsUri(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps)
        && !text.Contains('\\', StringComparison.Ordinal);
}
