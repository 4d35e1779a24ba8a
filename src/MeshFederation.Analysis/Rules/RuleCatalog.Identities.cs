namespace MeshFederation.Analysis.Rules;

/// <content>Those of identities.</content>
public static partial class RuleCatalog
{
    private static IRule[] OfIdentities =>
    [
        new Identity.ServerUnnamed(),
        new Identity.ServerOfOtherDomain(),
        new Identity.ServerOfOwnAccount(),
        new Identity.ClientNotAllowed(),
        new Identity.TrustDomainRefused(),
        new Identity.TrustDomainUnknown(),
        new Identity.RootsDiffer(),
        new Identity.RootExpired(),
        new Identity.RootExpires(),
        new Identity.AliasConfersRights(),
        new Identity.GatewayUnexpected(),
        new Identity.AuthorityEnded(),
        new Identity.AuthorityEnds(),
        new Identity.AuthorityOutlived(),
    ];
}
