namespace MeshFederation.Model.Objects;

/// <summary>
/// When an object is published. Nothing routes to what is not there yet: first the clusters that serve, then what callers need to reach
/// them, the VirtualServices last. Removing runs the other way round. Which steps there are is up to the kinds of objects.
/// </summary>
public readonly record struct PublishingStep : IComparable<PublishingStep>
{
    private readonly string? _name;

    internal PublishingStep(string name, PublishingPhase phase, int order) => (_name, Phase, Order) = (name, phase, order);

    /// <summary>The name, as <c>ServedSubsets</c>; empty of an object of which nobody said it.</summary>
    public string Name => _name ?? "";

    /// <summary>The phase that it is a part of.</summary>
    public PublishingPhase Phase { get; }

    /// <summary>Its place among all steps.</summary>
    public int Order { get; }

    /// <summary>Whether a step comes before another.</summary>
    /// <param name="left">The one.</param>
    /// <param name="right">The other.</param>
    /// <returns>True when it does.</returns>
    public static bool operator <(PublishingStep left, PublishingStep right) => left.CompareTo(right) < 0;

    /// <summary>Whether a step comes after another.</summary>
    /// <param name="left">The one.</param>
    /// <param name="right">The other.</param>
    /// <returns>True when it does.</returns>
    public static bool operator >(PublishingStep left, PublishingStep right) => left.CompareTo(right) > 0;

    /// <summary>Whether a step comes before another, or is the same.</summary>
    /// <param name="left">The one.</param>
    /// <param name="right">The other.</param>
    /// <returns>True when it does.</returns>
    public static bool operator <=(PublishingStep left, PublishingStep right) => left.CompareTo(right) <= 0;

    /// <summary>Whether a step comes after another, or is the same.</summary>
    /// <param name="left">The one.</param>
    /// <param name="right">The other.</param>
    /// <returns>True when it does.</returns>
    public static bool operator >=(PublishingStep left, PublishingStep right) => left.CompareTo(right) >= 0;

    /// <inheritdoc />
    public int CompareTo(PublishingStep other) => Order.CompareTo(other.Order);

    /// <summary>The name.</summary>
    /// <returns>The name.</returns>
    public override string ToString() => Name;
}
