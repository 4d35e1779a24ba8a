using CsCheck;
using MeshFederation.Model.Access;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Findings;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Plans;
using MeshFederation.Planning;
using MeshFederation.Planning.Addresses;
using MeshFederation.Planning.Declarations;
using MeshFederation.Tests.Federations;

namespace MeshFederation.Clusters.Tests.Plans;

/// <summary>Plans of random federations, with changes of every kind.</summary>
internal static class RandomPlan
{
    private static readonly string[] Texts = ["", "It is so.", "Two\nlines \"quoted\" → ü \u2028 \\", "# no: yaml"];

    public static readonly Gen<MeshPlan> Any =
        from services in FederationGen.Services(3, 4)
        let manifests = FederationPlanner.Plan(Federation.Create("shop", services, AddressPool.Parse(AddressPool.DefaultRange)))
        from changes in Marks.Array[manifests.Count].Select(marks => manifests.Zip(marks, Change))
        from stages in PlannedStages
        from flags in Gen.Select(Gen.Bool, Gen.Bool, Gen.Bool, Gen.Int[0, 9])
        select new MeshPlan(
            "shop",
            services.SelectMany(service => service.Cluster.Concat(service.ClientCluster))
                .DistinctBy(cluster => cluster.Name, StringComparer.Ordinal).ToValueList(),
            changes.ToValueList())
        {
            Stage = stages,
            Danger = flags.Item2
                ? [Deadly]
                : [],
            Widening = flags.Item3 ? [Access("AuthorizationPolicy/a/b"), Access(null)] : [],
            UnknownAccess = flags.Item1 ? ["Cluster c0 does not say its policies.", "It is late."] : [],
            OpenAccess = flags.Item2 ? ["Cluster c1 is open."] : [],
            Unread = flags.Item1 ? [new("c0", "MeshClusterUnreachable", "It is away.")] : [],
            Prune = flags.Item2,
            Force = flags.Item3,
            Unwanted = flags.Item4,
            Declaration = DeclarationWriter.Write(services, "shop", addressPool: null),
            Created = new(2026, 1, 2, 3, 4, 5, 678, TimeSpan.Zero),
        };

    private static MeshFinding Deadly =>
        new("MF1219", FindingSeverity.Error, "It ends.", "c0", "DestinationRule/a/b", "Mend it.", "spec") { EndangersControlPlane = true };

    private static MeshAccess Access(string? policy) => new("c0", "shop/reviews", "http:9080/HTTP", "c1", "c1/*")
    {
        Before = AccessReach.Some,
        After = AccessReach.All,
        Policy = policy,
        IsWidening = true,
        Message = "a rule allows it, as GET /",
    };

    private static Gen<ValueList<PlannedStage>> PlannedStages =>
        Gen.Select(Gen.Enum<PublishingStage>(), Gen.Int[0, 999], Gen.Int[0, 3]).Array[0, 4]
            .Select(stages => stages.Select(stage => new PlannedStage(stage.Item1, stage.Item2, stage.Item3)).ToValueList());

    private static Gen<(ChangeAction Action, string Text, bool Adopts, PublishingStage[] Stages)> Marks =>
        Gen.Select(Gen.Enum<ChangeAction>(), Gen.OneOf(Texts), Gen.Bool, Gen.Enum<PublishingStage>().Array[0, 2]);

    private static MeshChange Change(
        MeshManifest manifest, (ChangeAction Action, string Text, bool Adopts, PublishingStage[] Stages) mark) => new(
            cluster: manifest.Cluster,
            apiVersion: manifest.ApiVersion,
            kind: manifest.Kind,
            ns: manifest.Namespace,
            name: manifest.Name,
            action: mark.Action)
        {
            Step = manifest.Step,
            Stage = mark.Stages.ToValueList(),
            Message = mark.Text,
            Adopts = mark.Adopts,
            Wanted = mark.Action == ChangeAction.Delete ? null : manifest.Content,
            Fingerprint = mark.Action == ChangeAction.Create ? null : ObjectFingerprint.Of(manifest.Content),
            Difference = mark.Action == ChangeAction.Update
                ? [new("spec.a", 1L, null), new("spec.b", null, manifest.Content), new("spec.c", mark.Text, true)]
                : [],
            OtherOwners = mark.Adopts ? [new("spec.a", "kubectl-edit")] : [],
        };
}
