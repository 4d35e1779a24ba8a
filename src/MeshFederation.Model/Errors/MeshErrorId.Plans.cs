namespace MeshFederation.Model.Errors;

/// <summary>Errors about plans.</summary>
public static partial class MeshErrorId
{
    /// <summary>A duration cannot be read, or is not between 0 and 24 hours.</summary>
    public const string DurationInvalid = "MeshDurationInvalid";

    /// <summary>A plan has conflicts, so it is not published.</summary>
    public const string PlanInConflict = "MeshPlanInConflict";

    /// <summary>What is given as a plan is something else: a custom object, or a mock without content.</summary>
    public const string PlanInvalid = "MeshPlanInvalid";

    /// <summary>The file holds no plan, or one that is cut off or lacks a part.</summary>
    public const string PlanFileInvalid = "MeshPlanFileInvalid";

    /// <summary>The plan is of a format that this version of the module does not know.</summary>
    public const string PlanVersionUnknown = "MeshPlanVersionUnknown";

    /// <summary>The file's content is not what was written: its digest does not fit.</summary>
    public const string PlanFileChanged = "MeshPlanFileChanged";

    /// <summary>Clusters are no longer as they were when the plan was made.</summary>
    public const string PlanOutdated = "MeshPlanOutdated";

    /// <summary>A cluster could not be read when the plan was made, so its part is missing and the plan is not published.</summary>
    public const string PlanPartial = "MeshPlanPartial";

    /// <summary>Not all of a declaration could be read, so nothing is pruned by it.</summary>
    public const string DeclarationPartial = "MeshDeclarationPartial";
}
