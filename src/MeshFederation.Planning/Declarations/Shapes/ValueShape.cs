using MeshFederation.Model.Objects;

namespace MeshFederation.Planning.Declarations.Shapes;

/// <summary>What a value of a declaration may be: the one source of checks, of the JSON schema, and of what is said of it.</summary>
internal abstract record ValueShape
{
    /// <summary>What it is, in words: <c>a text</c>.</summary>
    public abstract string Words { get; }

    /// <summary>A value as it is written.</summary>
    public abstract string Example { get; }

    /// <summary>What comes next when a value is something else.</summary>
    public virtual string Hint => $"Write it as {Example}.";

    /// <summary>The shape as JSON Schema, draft-07.</summary>
    public abstract UnstructuredMap Schema { get; }

    /// <summary>Whether a value is of this kind, whatever stands in it.</summary>
    public abstract bool IsKind(object? value);

    /// <summary>Whether a value is whole of this shape, keys of sections aside.</summary>
    public virtual bool Fits(object? value) => IsKind(value);

    /// <summary>Requires a value to be of this shape.</summary>
    /// <exception cref="DeclarationException">It is something else.</exception>
    public virtual void Check(object? value, ValuePath path)
    {
        if (!IsKind(value)) throw DeclarationErrors.Wrong(path, Words, Found(value), Advice(value));
    }

    /// <summary>What a value is, in words.</summary>
    protected static string Found(object? value) => value switch
    {
        null => "empty",
        string => "a text",
        bool => "true or false",
        long or double => "a number",
        UnstructuredList => "a list",
        _ => "a map",
    };

    /// <summary>Without quotes 1.30 is a number, and loses its last zero; yes, no, on and off are true and false.</summary>
    private string Advice(object? value) =>
        value is bool or long or double && IsKind("") ? "Put it in quotes to make it a text." : Hint;
}
