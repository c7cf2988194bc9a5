//! The macro that makes a type of a table: field, element, rule.

/// A record of the schema. The lines stand in the schema's order, and are written in it. A rule is an expression
/// of `Rule`; a function behind `where` checks what concerns several fields.
macro_rules! record {
    (
        $(#[$about:meta])*
        $record:ident in $namespace:expr $(, where $also:path)?;
        $($(#[$doc:meta])* $field:ident: $slot:ty = $name:literal, $rule:expr;)+
    ) => {
        $(#[$about])*
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub struct $record {
            $($(#[$doc])* pub $field: $slot,)+
        }

        impl $record {
            /// Reads what fits from its element; anything else in it is left to the tree.
            ///
            /// # Errors
            /// When something that must be there is not, or is of another kind.
            pub fn read(element: &crate::Element) -> Result<Self, $crate::schema::Broken> {
                use $crate::schema::value::Slot;
                Ok($record { $($field: Slot::read(element, $name)?,)+ })
            }
        }

        impl $crate::schema::value::Value for $record {
            const NAMESPACE: Option<(&'static str, &'static str)> = Some($namespace);

            fn read(element: &crate::Element, _: &'static str) -> Result<Self, $crate::schema::Broken> {
                $record::read(element)
            }

            fn write(&self, into: &mut crate::Element) {
                use $crate::schema::value::Slot;
                $(Slot::write(&self.$field, into, $name);)+
            }

            fn check(
                &self,
                _: &'static str,
                _: $crate::schema::rules::Rule,
                version: $crate::schema::Version,
            ) -> Result<(), $crate::schema::Broken> {
                #[allow(unused_imports, reason = "each table names the rules that it needs")]
                use $crate::schema::rules::Rule::*;
                use $crate::schema::value::Slot;
                $(Slot::check(&self.$field, $name, $rule, version)?;)+
                $($also(self)?;)?
                Ok(())
            }
        }
    };
}
