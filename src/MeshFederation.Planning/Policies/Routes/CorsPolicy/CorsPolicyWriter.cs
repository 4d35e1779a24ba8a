using MeshFederation.Istio.Declarations.Policies;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Policies;
using MeshFederation.Model.Text;
using MeshFederation.Model.Traffic;
using MeshFederation.Planning.Recovery;
using MeshFederation.Planning.Routes;

namespace MeshFederation.Planning.Policies.Routes.CorsPolicy;

/// <summary>What a route answers to pages of other sites; the proxy answers it itself, wherever requests go.</summary>
internal sealed class CorsPolicyWriter : RoutePolicy<MeshCorsPolicy>
{
    public override string Kind => "corsPolicy";

    public override bool HoldsWithoutDestination => true;

    protected override UnstructuredMap Write(UnstructuredMap route, MeshCorsPolicy policy, PolicyRoute place) =>
        route.With("corsPolicy", UnstructuredMap.Of(
            ("allowOrigins", UnstructuredList.From(policy.AllowOrigin.Select(HttpMatch.Text))),
            ("allowMethods", Texts(policy.AllowMethod)),
            ("allowHeaders", Texts(policy.AllowHeader)),
            ("exposeHeaders", Texts(policy.ExposeHeader)),
            ("maxAge", policy.MaxAge is { } age ? IstioDuration.Of(age) : null),
            ("allowCredentials", policy.AllowCredentials),
            ("unmatchedPreflights", policy.UnmatchedPreflights?.ToUpperInvariant())));

    public override MeshPolicy? Read(UnstructuredMap route, SeenPolicies seen) => route.Map("corsPolicy") is not { } cors ? null
        : new MeshCorsPolicy(
            cors.Maps("allowOrigins").Select(origin => RecoveredMatch.Text(origin, StringMatchKind.Present)).ToValueList())
        {
            AllowMethod = Read(cors, "allowMethods"),
            AllowHeader = Read(cors, "allowHeaders"),
            ExposeHeader = Read(cors, "exposeHeaders"),
            MaxAge = cors.Text("maxAge") is { } age ? DurationText.Read(age, PolicyArguments.Longest) : null,
            AllowCredentials = cors.GetValueOrDefault("allowCredentials") as bool?,
            UnmatchedPreflights = cors.Text("unmatchedPreflights") switch
            {
                PreflightAnswers.Forward => "Forward",
                PreflightAnswers.Ignore => "Ignore",
                _ => null,
            },
        };

    private static ValueList<string> Read(UnstructuredMap cors, string field) =>
        cors.Texts(field).Select(text => text.Text).ToValueList();

    private static UnstructuredList? Texts(ValueList<string> texts) => texts.Count > 0 ? UnstructuredList.From(texts) : null;
}
